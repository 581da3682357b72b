import type { FromServer, ToServer } from './message-server.js'

/** As much of `fetch` as the simulated hosts use. */
export type MessageFetch = (
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly signal: AbortSignal },
) => Promise<MessageResponse>

export interface MessageResponse {
  readonly status: number
  readonly headers: { forEach(visit: (value: string, name: string) => void): void }
  readonly body: { getReader(): MessageReader }
}

export interface MessageReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** The way to a server, and back. */
export interface MessageLine {
  send(message: ToServer): void
  listen(listener: (message: FromServer) => void): void
}

/** A `fetch` whose one server is at the other end of the line, at whatever address. */
export function createMessageFetch(line: MessageLine): MessageFetch {
  const receivers = new Map<number, (message: FromServer) => void>()
  let requests = 0
  line.listen((message) => receivers.get(message.id)?.(message))

  return (url, { method, headers, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted())
      const id = ++requests
      const leave = (): void => {
        if (receivers.delete(id)) line.send({ id, kind: 'gone' })
      }
      let broken: Error | undefined
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          signal.addEventListener('abort', () => {
            leave()
            reject(aborted())
            // What has come and was not read goes as well.
            controller.error(aborted())
          })
          receivers.set(id, (message) => {
            if (message.kind === 'head') {
              resolve({ status: message.status, headers: new Headers(message.headers), body: { getReader } })
            } else if (message.kind === 'piece') controller.enqueue(message.bytes)
            else {
              receivers.delete(id)
              if (message.kind === 'broken') broken = failure('ECONNRESET')
              if (broken !== undefined) reject(broken)
              // What has come before it broke is still read.
              controller.close()
            }
          })
        },
        cancel: leave,
      })
      const getReader = (): MessageReader => {
        const reader = body.getReader()
        return {
          async read() {
            const next = await reader.read()
            if (!next.done) line.send({ id, kind: 'taken' })
            else if (broken !== undefined) throw broken
            return next
          },
          cancel: () => reader.cancel(),
        }
      }
      const { pathname, search } = new URL(url)
      const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
      const request = { method, address: pathname + search, headers: Object.fromEntries(fields) }
      line.send({ id, kind: 'request', ...request })
    })
}

function aborted(): Error {
  return new DOMException('The user aborted a request.', 'AbortError')
}

/** As Node says it, from which the simulator knows what happened; a browser would not tell. */
export function failure(code: 'ECONNRESET' | 'ECONNREFUSED' | 'ENOTFOUND' | 'EPROTO'): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code } })
}
