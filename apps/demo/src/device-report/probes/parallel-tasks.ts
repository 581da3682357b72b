import { callNative } from '../call-native.js'
import type { Finding, Findings } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { NativeHost } from '../native-host.js'
import type { Probe, ProbeContext } from '../probe.js'
import type { ReportServer } from '../report-server.js'
import { wait } from '../wait.js'
import { failureOf, pathOf, successOf, watchDownload } from '../watch-download.js'
import { watchRequest } from '../watch-request.js'

/** Above every limit that anybody has reported. */
const many = 20
/** Network libraries open no more connections than this to one address, whatever the host allows. */
const connections = 6
/** Milliseconds without another one after which the server takes them for all that may run at a time. */
const quiet = 400

/**
 * Starts many downloads at once. The server answers each with one byte for each that is there, so the largest
 * answer is the number that ran at a time, whatever the host tells of its tasks.
 */
export const parallelTasks: Probe = {
  downloads: true,
  limit: 60_000,
  async run(context) {
    const origins = [context.server.origin, ...(await doors(context))]
    const name = context.server.url('').replace(/^.*=/, '')
    const { most, failure } = await gather(context, origins, name, many, 0)
    const evidence = { started: many, addresses: origins.length, fail: evidenceOf(failure) }
    if (most >= many) return withoutLimit({ value: 'Infinity', evidence })
    if (failure === undefined && most === connections * origins.length) {
      return withoutLimit({ unknown: 'connections-limited', evidence: { ...evidence, most } })
    }
    const both = await gather(context, origins, `${name}-both`, most, most)
    return {
      parallelLimit: { value: most, evidence },
      parallelOverflow: { value: failure === undefined ? 'queue' : 'fail', evidence: evidenceOf(failure) },
      parallelScope: { value: both.most > most ? 'per-api' : 'shared', evidence: { atATime: both.most } },
    }
  },
}

function withoutLimit(parallelLimit: Finding): Findings {
  const unknown: Finding = { unknown: 'limit-not-reached' }
  return { parallelLimit, parallelOverflow: unknown, parallelScope: unknown }
}

/** The server listens at more than one port, for the sake of this probe. */
async function doors({ native, server }: ProbeContext): Promise<string[]> {
  const options = { url: server.url('/doors'), dataType: 'json' }
  const { data } = (await callNative((passed) => native.request(passed), options).catch(() => ({}))) as {
    data?: unknown
  }
  if (!Array.isArray(data)) return []
  const addresses = data.filter((port): port is number => typeof port === 'number').map(server.atPort)
  const answers = await Promise.all(addresses.map((address) => isOpen(native, server, address)))
  return addresses.filter((_, index) => answers[index])
}

/** A tunnel or a firewall may let one port through and no other. */
function isOpen(native: NativeHost, server: ReportServer, address: string): Promise<boolean> {
  const url = server.url('/file', { size: 1 }).replace(server.origin, address)
  const answer = watchRequest(native, url).then(({ bytes }) => bytes === 1)
  return Promise.race([answer, wait(2000).then(() => false)])
}

/** Starts so many of both, and says how many the server saw at a time. */
async function gather(
  { native, server, files }: ProbeContext,
  origins: readonly string[],
  name: string,
  downloads: number,
  requests: number,
): Promise<{ most: number; failure: unknown }> {
  let count = 0
  const nextUrl = () =>
    server
      .url('/parallel', { name, quiet })
      .replace(server.origin, origins[count++ % origins.length] ?? server.origin)
  const fetchOne = async () => {
    const trace = await watchDownload(native, { url: nextUrl() }, { limit: 25_000 })
    const result = successOf(trace)
    const path = result && pathOf(result)
    const bytes = path === undefined ? 0 : ((await files.size(path)) ?? 0)
    return { bytes, failure: failureOf(trace) }
  }
  const requestOne = async () => ({
    bytes: (await watchRequest(native, nextUrl())).bytes,
    failure: undefined,
  })
  const started = [
    ...Array.from({ length: downloads }, fetchOne),
    ...Array.from({ length: requests }, requestOne),
  ]
  const ends = await Promise.all(started)
  return {
    most: Math.max(...ends.map(({ bytes }) => bytes)),
    failure: ends.find(({ failure }) => failure !== undefined)?.failure,
  }
}
