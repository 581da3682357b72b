import type { LoggedRequest } from '../../packages/testing/src/file-server-exchange.js'
import { createDownloader, downloadFile } from '../../packages/wechat/src/index.js'
import { downloaderScenarios, type Layer, type ScenarioName, type Subject, scenarios } from './scenarios.js'

interface Host {
  downloadFile(options: object): unknown
}

declare global {
  /** The host, by renaming. */
  var wx: Host
  /** From outside: what the file server has seen. */
  var serverRequests: () => Promise<LoggedRequest[]> | LoggedRequest[]
  var runScenario: (name: ScenarioName, layer: Layer, origin: string) => Promise<string | undefined>
}

const host = globalThis.wx

/** Runs a scenario inside the host. The result is what is wrong, in words. */
globalThis.runScenario = async (name, layer, origin) => {
  let calls = 0
  const run = `${name}, ${layer}`
  const counted = (options: object): unknown => {
    calls += 1
    return host.downloadFile(options)
  }
  globalThis.wx = Object.create(host, { downloadFile: { value: counted } })
  const downloader = createDownloader({ retry: { limit: 1, minDelay: 1, jitter: 'none' } })
  const closedPort = new URL(origin)
  // The file server holds this port at another address, so nobody else does here.
  closedPort.hostname = '127.0.0.9'
  const subject: Subject = {
    layer,
    download: layer === 1 ? downloadFile : (options) => downloader.download(options),
    calls: () => calls,
    url(path, query = {}) {
      const url = new URL(path, origin)
      // Else Chromium keeps what came of a broken answer, and asks for the rest by itself.
      const header = 'Cache-Control: no-store'
      for (const [knob, value] of Object.entries({ run, header, ...query }))
        url.searchParams.set(knob, String(value))
      return url.href
    },
    requests: async () => (await globalThis.serverRequests()).filter(({ query }) => query.run === run),
    closedPort: closedPort.origin,
    readFile,
  }
  const scenario = { ...scenarios, ...downloaderScenarios }[name]
  const problem = await scenario(subject).then(() => undefined, messageOf)
  // A rejection that nobody handles is known by then.
  await new Promise((resolve) => setTimeout(resolve))
  return problem
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Browsers name a temporary file by a `blob:` address. */
async function readFile(path: string): Promise<Uint8Array> {
  if (!path.startsWith('blob:')) throw new Error(`this host can read nothing at ${path}`)
  return new Uint8Array(await (await fetch(path)).arrayBuffer())
}
