import { gunzipSync } from 'node:zlib'
import { addressOf, type Query } from './file-server-query.js'
import { createFileService } from './file-service.js'
import { createServiceFetch, failure, type ServiceFetch } from './service-fetch.js'

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
    async fetch(address: string, init: Parameters<ServiceFetch>[1]): Promise<Response> {
      const url = new URL(address)
      if (url.hostname.endsWith('.invalid')) throw failure('ENOTFOUND')
      if (url.hostname !== host || !ports.includes(Number(url.port))) throw failure('ECONNREFUSED')
      // The server speaks no TLS.
      if (url.protocol === 'https:') throw failure('EPROTO')
      return decompressed(await reach(address, init))
    },
  }
}

/** As `fetch` of Node hands it out: without the compression; in one go, since a stream of Node would take real time. */
function decompressed(response: Response): Response {
  if (response.headers.get('content-encoding') !== 'gzip') return response
  const { status, headers } = response
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        controller.enqueue(gunzipSync(await response.arrayBuffer()))
        controller.close()
      },
      cancel: () => response.body?.cancel(),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status, headers })
}
