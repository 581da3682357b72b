import { gunzipSync } from 'node:zlib'
import { addressOf } from './file-server-query.js'
import type { LoggedRequest } from './logged-request.js'
import {
  createMessageFetch,
  failure,
  type MessageFetch,
  type MessageReader,
  type MessageResponse,
} from './message-fetch.js'
import { createMessageServer, type FromServer } from './message-server.js'

/** The file server without sockets: on a fake clock it answers in virtual time, the same in each run. */
export interface InProcessServer {
  /** `http://127.0.0.1:8787`, the usual address of the file server. Nothing listens there. */
  readonly origin: string
  /** The addresses of its other ports. */
  readonly doors: readonly string[]
  /** Every request so far, oldest first. */
  readonly requests: LoggedRequest[]
  /** The address of a path, percent-encoded, with a query. */
  url(path: string, query?: Readonly<Record<string, string | number>>): string
  /** The network, as a `fetch`: at other addresses there is nobody. */
  readonly fetch: MessageFetch
}

const host = '127.0.0.1'
const port = 8787

/** @param doors - so many more ports */
export function createInProcessServer({ doors = 0 }: { readonly doors?: number } = {}): InProcessServer {
  const doorPorts = Array.from({ length: doors }, (_, index) => port + 1 + index)
  const ports = [port, ...doorPorts]
  let tell: (message: FromServer) => void = () => undefined
  const server = createMessageServer((message) => tell(message), doorPorts)
  const reach = createMessageFetch({
    send: server.receive,
    listen: (listener) => {
      tell = listener
    },
  })
  const origin = `http://${host}:${port}`
  return {
    origin,
    doors: doorPorts.map((door) => `http://${host}:${door}`),
    requests: server.requests,
    url: (path, query) => addressOf(origin, path, query),
    async fetch(address, init) {
      const url = new URL(address)
      if (url.hostname.endsWith('.invalid')) throw failure('ENOTFOUND')
      if (url.hostname !== host || !ports.includes(Number(url.port))) throw failure('ECONNREFUSED')
      // The server speaks no TLS.
      if (url.protocol === 'https:') throw failure('EPROTO')
      return decompressed(await reach(address, init))
    },
  }
}

/** As `fetch` of Node hands it out: without the compression. */
function decompressed(response: MessageResponse): MessageResponse {
  let isCompressed = false
  response.headers.forEach((value, name) => {
    isCompressed ||= name === 'content-encoding' && value === 'gzip'
  })
  if (!isCompressed) return response
  const { status, headers, body } = response
  return { status, headers, body: { getReader: () => gunzipReader(body.getReader()) } }
}

/** In one go: a stream of Node would take real time. */
function gunzipReader(reader: MessageReader): MessageReader {
  let isRead = false
  return {
    async read() {
      if (isRead) return { done: true }
      isRead = true
      const pieces: Uint8Array[] = []
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        if (next.value !== undefined) pieces.push(next.value)
      }
      return { done: false, value: gunzipSync(Buffer.concat(pieces)) }
    },
    cancel: reader.cancel,
  }
}
