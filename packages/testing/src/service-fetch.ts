import { createConnection } from './connection.js'
import type { Answer } from './file-service.js'

/** As much of `fetch` as the simulated hosts use. */
export type ServiceFetch = (
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly signal: AbortSignal },
) => Promise<ServiceResponse>

export interface ServiceResponse {
  readonly status: number
  readonly headers: { forEach(visit: (value: string, name: string) => void): void }
  readonly body: { getReader(): ServiceReader }
}

export interface ServiceReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** Bytes that have come and were not read, after which the server has to wait. */
const highWaterMark = 1_000_000

/** A `fetch` whose one server is this service, at whatever address. */
export function createServiceFetch(answer: Answer): ServiceFetch {
  return (url, { method, headers, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted())
      let broken: Error | undefined
      let leave = (): void => undefined
      let makeRoom = (): void => undefined
      const getReader = (): ServiceReader => {
        const reader = body.getReader()
        return {
          async read() {
            const next = await reader.read()
            if (next.done && broken !== undefined) throw broken
            return next
          },
          cancel: () => reader.cancel(),
        }
      }
      const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
        const { connection, ...ours } = createConnection({
          head: (status, fields) => resolve({ status, headers: new Headers(fields), body: { getReader } }),
          piece(bytes) {
            controller.enqueue(bytes)
            return (controller.desiredSize ?? 0) > 0
          },
          end: () => controller.close(),
          broken() {
            broken = failure('ECONNRESET')
            reject(broken)
            // What has come before it broke is still read.
            controller.close()
          },
        })
        leave = ours.close
        makeRoom = ours.makeRoom
        signal.addEventListener('abort', () => {
          leave()
          reject(aborted())
          // What has come and was not read goes as well.
          controller.error(aborted())
        })
        const { pathname, search } = new URL(url)
        const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
        const request = { method, address: pathname + search, headers: Object.fromEntries(fields) }
        answer(request, connection)
      }
      const strategy = new ByteLengthQueuingStrategy({ highWaterMark })
      const body = new ReadableStream<Uint8Array>(
        { start, pull: () => makeRoom(), cancel: () => leave() },
        strategy,
      )
    })
}

function aborted(): Error {
  return new DOMException('The user aborted a request.', 'AbortError')
}

/** As Node says it, from which the simulator knows what happened; a browser would not tell. */
export function failure(code: 'ECONNRESET' | 'ECONNREFUSED' | 'ENOTFOUND' | 'EPROTO'): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code } })
}
