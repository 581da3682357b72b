import type { BodyReader, FetchLike, FetchLikeResponse } from '@miniferry/download-simulator'
import type { FromServer, ToServer } from './server-messages.js'

interface Answer {
  head(response: FetchLikeResponse): void
  broken(error: Error): void
  readonly pieces: Uint8Array[]
  isEnded: boolean
  error?: Error
  /** Something came. */
  wake(): void
}

/** A `fetch` whose one server is the worker; nobody listens at any other address. */
export function createWorkerFetch(worker: Worker, server: string): FetchLike {
  const answers = new Map<number, Answer>()
  const tell = (message: ToServer) => worker.postMessage(message)
  let requests = 0

  worker.addEventListener('message', ({ data }: MessageEvent<FromServer>) => {
    const answer = answers.get(data.id)
    if (answer === undefined) return
    if (data.kind === 'head') answer.head(toResponse(data, answer))
    else if (data.kind === 'piece') answer.pieces.push(data.bytes)
    else {
      answers.delete(data.id)
      if (data.kind === 'end') answer.isEnded = true
      else answer.broken(failure('ECONNRESET'))
    }
    answer.wake()
  })

  function toResponse(
    { id, status, headers }: Extract<FromServer, { kind: 'head' }>,
    answer: Answer,
  ): FetchLikeResponse {
    return {
      status,
      headers: new Headers(headers),
      body: {
        getReader: () =>
          createReader(
            answer,
            () => tell({ id, kind: 'taken' }),
            () => tell({ id, kind: 'gone' }),
          ),
      },
    }
  }

  return (url, { method, headers, signal }) => {
    if (!url.startsWith(`${server}/`)) return Promise.reject(failure('ECONNREFUSED'))
    const id = ++requests
    return new Promise((resolve, reject) => {
      const answer: Answer = {
        pieces: [],
        isEnded: false,
        head: resolve,
        broken(error) {
          answer.error = error
          reject(error)
        },
        wake: () => undefined,
      }
      answers.set(id, answer)
      const leave = () => {
        answers.delete(id)
        tell({ id, kind: 'gone' })
        answer.broken(new DOMException('The user aborted a request.', 'AbortError'))
        answer.wake()
      }
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave)
      tell({ id, kind: 'request', method, address: url.slice(server.length), headers: lowerCase(headers) })
    })
  }
}

function createReader(answer: Answer, taken: () => void, gone: () => void): BodyReader {
  return {
    async read() {
      while (answer.pieces.length === 0 && !answer.isEnded && answer.error === undefined) {
        await new Promise<void>((resolve) => {
          answer.wake = resolve
        })
      }
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

/** As Node says it, from which the simulator knows what happened; a browser would not tell. */
function failure(code: 'ECONNRESET' | 'ECONNREFUSED'): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code } })
}
