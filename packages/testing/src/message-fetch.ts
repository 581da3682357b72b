import type { FromServer, ToServer } from './server-messages.js'

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

interface MessageReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** The way to a server, and back. */
export interface MessageLine {
  send(message: ToServer): void
  listen(listener: (message: FromServer) => void): void
}

interface Answer {
  readonly signal: AbortSignal
  head(response: MessageResponse): void
  /** Comes once: nothing more will come. */
  end(error?: Error): void
  readonly pieces: Uint8Array[]
  isEnded: boolean
  error?: Error
  /** Something came, or nothing will. */
  wake(): void
}

/** A `fetch` whose one server is at the other end of the line, at whatever address. */
export function createMessageFetch(line: MessageLine): MessageFetch {
  const answers = new Map<number, Answer>()
  let requests = 0

  line.listen((message) => {
    const answer = answers.get(message.id)
    if (answer === undefined) return
    if (message.kind === 'head') answer.head(toResponse(message, answer))
    else if (message.kind === 'piece') answer.pieces.push(message.bytes)
    else answer.end(message.kind === 'end' ? undefined : failure('ECONNRESET'))
    answer.wake()
  })

  function toResponse(
    { id, status, headers }: Extract<FromServer, { kind: 'head' }>,
    answer: Answer,
  ): MessageResponse {
    return {
      status,
      headers: new Headers(headers),
      body: {
        getReader: () =>
          createReader(
            answer,
            () => line.send({ id, kind: 'taken' }),
            () => {
              line.send({ id, kind: 'gone' })
              answer.end()
            },
          ),
      },
    }
  }

  return (url, { method, headers, signal }) => {
    const id = ++requests
    return new Promise((resolve, reject) => {
      const answer: Answer = {
        signal,
        pieces: [],
        isEnded: false,
        head: resolve,
        end(error) {
          answers.delete(id)
          signal.removeEventListener('abort', leave)
          answer.isEnded = true
          if (error === undefined) return
          answer.error = error
          reject(error)
        },
        wake: () => undefined,
      }
      const leave = () => {
        line.send({ id, kind: 'gone' })
        answer.end(aborted())
        answer.wake()
      }
      if (signal.aborted) return reject(aborted())
      answers.set(id, answer)
      signal.addEventListener('abort', leave)
      const { pathname, search } = new URL(url)
      line.send({ id, kind: 'request', method, address: pathname + search, headers: lowerCase(headers) })
    })
  }
}

function createReader(answer: Answer, taken: () => void, gone: () => void): MessageReader {
  return {
    async read() {
      while (answer.pieces.length === 0 && !answer.isEnded && !answer.signal.aborted) {
        await new Promise<void>((resolve) => {
          answer.wake = resolve
        })
      }
      if (answer.signal.aborted) throw aborted()
      const value = answer.pieces.shift()
      if (value !== undefined) {
        taken()
        return { done: false, value }
      }
      if (answer.error !== undefined) throw answer.error
      return { done: true }
    },
    cancel() {
      gone()
      return Promise.resolve()
    },
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function aborted(): Error {
  return new DOMException('The user aborted a request.', 'AbortError')
}

/** As Node says it, from which the simulator knows what happened; a browser would not tell. */
export function failure(code: 'ECONNRESET' | 'ECONNREFUSED' | 'ENOTFOUND' | 'EPROTO'): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code } })
}
