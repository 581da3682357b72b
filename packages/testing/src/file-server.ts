import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressOf } from './file-server-address.js'
import { answerRequest } from './file-server-answer.js'
import { createFileServerMemory } from './file-server-memory.js'
import { createLoggedRequest, type LoggedRequest } from './logged-request.js'

export type { LoggedRequest } from './logged-request.js'

export interface FileServerOptions {
  /** Default: a free one. */
  port?: number
  /** Default `'127.0.0.1'`. */
  host?: string
  /**
   * So many more ports, which `/doors` names: one after the other behind the first, or free ones. Clients open six connections to
   * one address and no more.
   */
  doors?: number
}

/** A running server that gives out deterministic files and misbehaves on request. */
export interface FileServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string
  /** The address of a path, percent-encoded, with query knobs. */
  url(path: string, query?: Readonly<Record<string, string | number>>): string
  /** The addresses of its other ports. */
  readonly doors: readonly string[]
  /** Every request so far, oldest first. */
  readonly requests: LoggedRequest[]
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>
}

/**
 * Starts the server.
 *
 * | route | answer |
 * | --- | --- |
 * | `/file` | `size` bytes (default 65536) as `fileBytes` makes them; also any path with a file name, in Chinese too |
 * | `/image` | a generated PNG, `seed`, `width`, `height` |
 * | `/redirect?times=2&to=/file` | that many 302 answers, then `to` |
 * | `/never` | accepts, never answers |
 * | `/echo` | method and headers of the request, as JSON |
 * | `/status/404` | that status, with a small HTML page |
 * | `/doors` | the other ports of the server, as JSON |
 * | `/parallel?name=a&quiet=400` | when no other of this name has come for so many milliseconds, one byte for each that is there |
 *
 * Query knobs of files, images and status pages; `FileServerKnobs` says what they mean, and that they combine:
 *
 * | knobs | about |
 * | --- | --- |
 * | `size seed type width height` | what the file is |
 * | `etag lastModified date=no header=Name:value length=no gzip=1` | the headers that come with it; `etag=no`, `lastModified=no` |
 * | `header304=Name:value` | the headers of 304 answers, which `If-None-Match` and `If-Modified-Since` bring about |
 * | `rate delay` | how slow it is |
 * | `status fail=N retryAfter` | failures that are answered, always or N times |
 * | `failReset=N reset=BYTES breakEvery=BYTES link=NAME stall=BYTES` | failures that are not |
 * | `ranges=no rangeStatus=416 ifRange=ignored gzip=ranges` | what becomes of `Range` and `If-Range` |
 * | `lie=start`, `total`, `short`, `missing`, `end`, `whole` | ranged answers that are wrong |
 * | `changeAfter=N nodes=N` | a file that changes, or has other validators, from request to request |
 * | `vary=NAME,NAME` | a file that is another one by request headers |
 */
export async function startFileServer({
  port = 0,
  host = '127.0.0.1',
  doors: doorCount = 0,
}: FileServerOptions = {}): Promise<FileServer> {
  const requests: LoggedRequest[] = []
  const memory = createFileServerMemory()
  const doors: number[] = []
  let unfinished = 0
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const address = request.url ?? '/'
    const url = new URL(address, 'http://localhost')
    const attempt = request.method === 'OPTIONS' ? 0 : memory.nextAttempt(address)
    const log = createLoggedRequest(request, url, { attempt, parallel: unfinished + 1 })
    unfinished++
    requests.push(log)
    response.on('close', () => {
      unfinished--
      log.isOver = true
      log.closedEarly = !response.writableFinished
    })
    await answerRequest({ request, response, log, memory, doors }, url.searchParams)
  }
  const open = async (at: number): Promise<Server> => {
    const server = createServer((request, response) => {
      handle(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : new Error(String(error)))
      })
    })
    await listen(server, at, host)
    return server
  }
  const main = await open(port)
  const servers = [main]
  for (let door = 1; door <= doorCount; door++) {
    const server = await atPortOrAnother(open, portOf(main) + door)
    servers.push(server)
    doors.push(portOf(server))
  }
  const origin = `http://${host}:${portOf(main)}`
  return {
    origin,
    doors: doors.map((door) => `http://${host}:${door}`),
    requests,
    url: (path, query) => addressOf(origin, path, query),
    close: async () => {
      await Promise.all(servers.map(closeServer))
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

/** Which port a door has does not matter; that of the main server does. */
async function atPortOrAnother(open: (port: number) => Promise<Server>, port: number): Promise<Server> {
  return await open(port).catch(() => open(0))
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
