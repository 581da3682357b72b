import type { NativeAnswer } from './native-call.js'
import { type Findings, found, type Probing, pathOf } from './probing.js'

/** A part of a file: the size of what comes tells whether the header was sent. */
export async function probeRange({ download, request, size }: Probing): Promise<Findings> {
  const header = { Range: 'bytes=100-199' }
  const wordFor = (bytes: number | undefined) =>
    bytes === 100 ? 'passed' : bytes === 1000 ? 'dropped' : undefined
  const file = await download('/file?size=1000', { header })
  const body = await request('/file?size=1000', header)
  return {
    downloadRange: found(wordFor(await size(pathOf(file))), file),
    requestRange: found(wordFor(bytesOf(body)), body),
  }
}

/** What a status other than 200 is: a success or a failure, and what is left of the body. */
export async function probeStatus({ download, request, size, at }: Probing): Promise<Findings> {
  const filePath = at('page.html')
  const missing = await download('/status/404', { filePath })
  const bytes = await size(filePath)
  const broken = await download('/status/503')
  const asked = await request('/status/404')
  // The tag that the server gives to a file of this size.
  const header = { 'If-None-Match': '"seed-1-1000"' }
  const same = await download('/file?size=1000', { header })
  return {
    httpError: found(statusWord(missing), missing),
    httpErrorBody: found(bytes === undefined || bytes === 0 ? 'not-written' : 'written'),
    serverError: found(statusWord(broken), broken),
    requestHttpError: found(statusWord(asked), asked),
    notModified: found(await notModifiedWord(same, size), same),
  }
}

function statusWord({ end, payload }: NativeAnswer): string | undefined {
  if (end === 'nothing') return undefined
  const number = payload.error ?? payload.errno
  if (end === 'fail') return number === undefined ? 'fail' : `error-${number}`
  return typeof (payload.statusCode ?? payload.status) === 'number'
    ? 'success-with-status'
    : 'success-without-status'
}

async function notModifiedWord(answer: NativeAnswer, size: Probing['size']): Promise<string | undefined> {
  if (answer.end !== 'success') return answer.end === 'fail' ? 'failed' : undefined
  const path = pathOf(answer)
  // The client dropped the condition, or has a cache of its own.
  if ((await size(path)) === 1000) return 'whole-file'
  const { statusCode } = answer.payload
  if (statusCode === 304) return path === undefined ? 'passed-without-file' : 'passed'
  return statusCode === 200 ? 'empty-success' : undefined
}

/** Aborts a download of two seconds after 0.3. */
export async function probeAbort({ download }: Probing): Promise<Findings> {
  const times = { limit: 4000, abortAfter: 300, settle: 400 }
  const answer = await download('/file?size=200000&rate=100000', {}, times)
  const { end, payload, isCompleted } = answer
  const hasFailed = end === 'fail'
  return {
    abortOutcome: found(end, answer),
    abortError: found(hasFailed ? (payload.error ?? payload.errno ?? 'none') : undefined),
    completeAfterAbort: found(hasFailed ? isCompleted : undefined),
  }
}

/** A body whose length the server does not tell. */
export async function probeTotal({ download }: Probing): Promise<Findings> {
  const answer = await download('/file?size=30000&rate=100000&length=no')
  const { totals } = answer
  return { unknownTotal: found(totals.length === 0 ? undefined : String(totals[0]), answer) }
}

/** Above every limit that anybody has reported. */
const many = 20

/**
 * Starts many downloads at once. The server answers each with one byte for each that is there, so the largest answer is the
 * number that ran at a time, whatever the host tells of its tasks.
 */
export async function probeParallel(probing: Probing): Promise<Findings> {
  const { download, size, run } = probing
  const origins = await openOrigins(probing)
  const start = async (_: unknown, index: number) => {
    const path = `/parallel?name=${run}&quiet=400`
    const answer = await download(`${origins[index % origins.length]}${path}`, {}, { limit: 25_000 })
    return { answer, bytes: (await size(pathOf(answer))) ?? 0 }
  }
  const ends = await Promise.all(Array.from({ length: many }, start))
  const most = Math.max(...ends.map(({ bytes }) => bytes))
  const failed = ends.find(({ answer }) => answer.end === 'fail')?.answer
  const isMaxConnected = /max.connected/.test(String(failed?.payload.errMsg ?? failed?.payload.errorMessage))
  const overflow = failed === undefined ? 'queue' : isMaxConnected ? 'max-connected' : 'fail'
  const evidence = `${many} started at ${origins.length} ports`
  return {
    parallelLimit: { value: most === 0 ? undefined : most >= many ? 'Infinity' : String(most), evidence },
    parallelOverflow: found(most >= many ? undefined : overflow, failed),
  }
}

/**
 * The server listens at more than one port for this: network libraries open about six connections to one. A tunnel or a
 * firewall may let none of the others through.
 */
async function openOrigins({ request, origin }: Probing): Promise<string[]> {
  const doors = await request('/doors')
  const ports = JSON.parse(textOf(doors)) as number[]
  const others = ports.map((port) => `${origin.replace(/:\d+$/, '')}:${port}`)
  const answers = await Promise.all(others.map((other) => request(`${other}/file?size=1`)))
  return [origin, ...others.filter((_, index) => bytesOf(answers[index]) === 1)]
}

/** A server that says nothing, and one that takes twice the time but never pauses. */
export async function probeTimeouts({ download }: Probing): Promise<Findings> {
  const short = { timeout: 1000 }
  const long = { timeout: 75_000 }
  const [silent, steady, patient] = await Promise.all([
    download('/never', short, { limit: 3500 }),
    download('/file?size=20000&rate=10000', short, { limit: 5000 }),
    download('/never', long, { limit: 85_000 }),
  ])
  const measures = { fail: 'total', success: 'idle', nothing: undefined }[steady.end]
  return {
    timeoutMeasures: found(silent.end === 'fail' ? measures : 'ignored', silent),
    longTimeout: found(patient.end === 'nothing' ? 'ignored' : longWord(patient.after), patient),
  }
}

/** Both hosts are said to stop at 60 seconds. */
function longWord(after: number): string {
  if (after > 73_000) return 'honoured'
  return after > 58_000 && after < 65_000 ? 'capped' : `after-${Math.round(after / 1000)}-s`
}

function bytesOf(answer: NativeAnswer | undefined): number {
  return (answer?.payload.data as ArrayBuffer | undefined)?.byteLength ?? 0
}

/** Of digits and signs; an empty list where there is no answer. */
function textOf({ payload: { data } }: NativeAnswer): string {
  return data instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(data)) : '[]'
}
