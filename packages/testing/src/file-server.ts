import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connection } from './file-server-exchange.js'
import { addressOf, type Query } from './file-server-query.js'
import { createFileService } from './file-service.js'

export type { LoggedRequest } from './file-server-exchange.js'

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

export type FileServer = Awaited<ReturnType<typeof startFileServer>>

/**
 * Starts a server that gives out deterministic files and misbehaves on request.
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
 * The query of files, images and status pages is that of `ResponseSettings`, which combine: what the file is (`size seed type width
 * height`), its headers (`etag lastModified header length gzip`), how slow it is (`rate delay`), and how it fails (`status fail
 * retryAfter validFor reset breakEvery link`).
 */
export async function startFileServer({
  port = 0,
  host = '127.0.0.1',
  doors: doorCount = 0,
}: FileServerOptions = {}) {
  const doors: number[] = []
  const { answer, requests } = createFileService(doors)
  const open = async (at: number): Promise<Server> => {
    const server = createServer(({ method = 'GET', url = '/', headers }, response) => {
      const fields = Object.entries(headers).map(([name, value]) => [name, String(value)])
      answer({ method, address: url, headers: Object.fromEntries(fields) }, overSocket(response))
    })
    await listen(server, at, host)
    return server
  }
  const main = await open(port)
  const servers = [main]
  for (let door = 1; door <= doorCount; door++) {
    // Which port a door has does not matter; that of the main server does.
    const server = await open(portOf(main) + door).catch(() => open(0))
    servers.push(server)
    doors.push(portOf(server))
  }
  const origin = `http://${host}:${portOf(main)}`
  return {
    origin,
    /** The addresses of its other ports. */
    doors: doors.map((door) => `http://${host}:${door}`),
    /** Every request so far, oldest first. */
    requests,
    url: (path: string, query?: Query): string => addressOf(origin, path, query),
    /** Ends every connection, hanging ones too. */
    async close(): Promise<void> {
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

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function overSocket(response: ServerResponse): Connection {
  let wake = (): void => undefined
  for (const event of ['drain', 'close']) response.on(event, () => wake())
  return {
    get isOpen() {
      return !response.destroyed
    },
    head: (status, headers) => void response.writeHead(status, headers),
    write(piece) {
      if (response.write(piece) || response.destroyed) return Promise.resolve()
      return new Promise((resolve) => {
        wake = resolve
      })
    },
    end: (piece) => void response.end(piece),
    // An empty write is called back once everything before it has left for the socket.
    break: () => void response.socket?.write('', () => response.socket?.destroy()),
    onClose: (listener) => void response.on('close', () => listener(response.writableFinished)),
  }
}
