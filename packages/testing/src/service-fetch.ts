import { createConnection } from './connection.js'
import type { Answer } from './file-service.js'

/** As much of `fetch` as the simulated hosts use. */
export type ServiceFetch = (
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly signal: AbortSignal },
) => Promise<Response>

/** A `fetch` whose one server is this service, at whatever address. */
export function createServiceFetch(answer: Answer): ServiceFetch {
  return (url, { method, headers, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted())
      let stream: ReadableStreamDefaultController<Uint8Array> | undefined
      let broken: Error | undefined
      /** Whether a reader waits for the next piece. */
      let isAsked = false
      const body = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            stream = controller
          },
          pull() {
            isAsked = true
            // What has come before it broke was read.
            if (broken === undefined) makeRoom()
            else stream?.error(broken)
          },
          cancel: () => close(),
        },
        { highWaterMark: 0 },
      )
      const { connection, makeRoom, close } = createConnection({
        head: (status, fields) =>
          resolve(new Response([204, 304].includes(status) ? null : body, { status, headers: fields })),
        piece(bytes) {
          isAsked = false
          stream?.enqueue(bytes)
        },
        end: () => stream?.close(),
        broken() {
          broken = failure('ECONNRESET')
          reject(broken)
          if (isAsked) stream?.error(broken)
        },
      })
      signal.addEventListener('abort', () => {
        close()
        reject(aborted())
        // What has come and was not read goes as well.
        stream?.error(aborted())
      })
      const { pathname, search } = new URL(url)
      const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
      answer({ method, address: pathname + search, headers: Object.fromEntries(fields) }, connection)
    })
}

function aborted(): Error {
  return new DOMException('The user aborted a request.', 'AbortError')
}

/** As Node says it, from which the simulator knows what happened; a browser would not tell. */
export function failure(code: 'ECONNRESET' | 'ECONNREFUSED' | 'ENOTFOUND' | 'EPROTO'): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code } })
}
