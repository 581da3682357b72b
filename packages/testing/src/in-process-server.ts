import { gunzipSync } from 'node:zlib'
import { addressOf, type Query } from './file-server-query.js'
import { createFileService } from './file-service.js'
import {
  createServiceFetch,
  failure,
  type ServiceFetch,
  type ServiceReader,
  type ServiceResponse,
} from './service-fetch.js'

export type InProcessServer = ReturnType<typeof createInProcessServer>

const host = '127.0.0.1'
const port = 8787

/**
 * The file server without sockets: on a fake clock it answers in virtual time, the same in each run. Nothing listens at its
 * address, the usual one of the file server.
 *
 * @param doors - so many more ports
 */
export function createInProcessServer({ doors = 0 }: { readonly doors?: number } = {}) {
  const doorPorts = Array.from({ length: doors }, (_, index) => port + 1 + index)
  const ports = [port, ...doorPorts]
  const { answer, requests } = createFileService(doorPorts)
  const reach = createServiceFetch(answer)
  const origin = `http://${host}:${port}`
  return {
    origin,
    /** The addresses of its other ports. */
    doors: doorPorts.map((door) => `http://${host}:${door}`),
    /** Every request so far, oldest first. */
    requests,
    url: (path: string, query?: Query): string => addressOf(origin, path, query),
    /** The network, as a `fetch`: at other addresses there is nobody. */
    async fetch(address: string, init: Parameters<ServiceFetch>[1]): Promise<ServiceResponse> {
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
function decompressed(response: ServiceResponse): ServiceResponse {
  let isCompressed = false
  response.headers.forEach((value, name) => {
    isCompressed ||= name === 'content-encoding' && value === 'gzip'
  })
  if (!isCompressed) return response
  const { status, headers, body } = response
  return { status, headers, body: { getReader: () => gunzipReader(body.getReader()) } }
}

/** In one go: a stream of Node would take real time. */
function gunzipReader(reader: ServiceReader): ServiceReader {
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
