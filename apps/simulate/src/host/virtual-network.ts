import type { BodyReader, FetchLike } from '@miniferry/download-simulator'
import type { Timers } from '../run/virtual-clock.js'
import type { Answer } from '../server/answer.js'

/** Who hears how far an answer has come. */
export interface AnswerListener {
  delivered(bytes: number): void
}

/** What answers a request, and who wants to hear how it goes on. */
export type Respond = (
  url: string,
  headers: Readonly<Record<string, string>>,
) => { readonly answer: Answer; readonly listener: AnswerListener }

const codes = {
  dns: 'ENOTFOUND',
  refused: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  tls: 'CERT_HAS_EXPIRED',
  offline: 'ENETUNREACH',
} as const

/** Into so many pieces a body comes at most: each is a moment at which something can happen. */
const mostPieces = 4
const leastPiece = 1000

/** A `fetch` without sockets: each millisecond is the clock's, each byte the server's. */
export function createVirtualNetwork(timers: Timers, respond: Respond): FetchLike {
  return async (url, { headers: given, signal }) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const { answer, listener } = respond(url, headers)
    const wait = createWait(timers, signal)
    await wait(answer.after)
    if (answer.error !== undefined) throw failure(answer.error)
    return {
      status: answer.status,
      url,
      rawHeaders: answer.headers,
      headers: {
        forEach(visit) {
          for (const [name, value] of Object.entries(answer.headers)) visit(value, name.toLowerCase())
        },
      },
      body: { getReader: () => createReader(answer, listener, wait) },
    }
  }
}

type Wait = (milliseconds: number) => Promise<void>

function createReader(
  { body, rate, end, pause = 0 }: Answer,
  listener: AnswerListener,
  wait: Wait,
): BodyReader {
  const size = Math.max(leastPiece, Math.ceil(body.length / mostPieces))
  let position = 0
  let pauseLeft = pause
  return {
    async read() {
      const piece = body.subarray(position, position + size)
      if (piece.length === 0) {
        if (end === 'reset') throw failure('reset')
        if (end === 'silence') await wait(Number.POSITIVE_INFINITY)
        return { done: true }
      }
      await wait(piece.length / rate + (position > 0 ? pauseLeft : 0))
      if (position > 0) pauseLeft = 0
      position += piece.length
      listener.delivered(piece.length)
      return { done: false, value: piece }
    },
    cancel: () => Promise.resolve(),
  }
}

/** What ends the wait that goes on under a signal. */
const leaves = new WeakMap<AbortSignal, { leave?: () => void }>()

/** Waits, unless the host has given up. One listener for all waits of a transfer, redirects included: they come one after the other. */
function createWait(timers: Timers, signal: AbortSignal): Wait {
  const current = leaves.get(signal) ?? {}
  if (!leaves.has(signal)) signal.addEventListener('abort', () => current.leave?.())
  leaves.set(signal, current)
  return (milliseconds) => {
    if (signal.aborted) return Promise.reject(aborted())
    if (milliseconds <= 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const isEndless = milliseconds === Number.POSITIVE_INFINITY
      const timer = isEndless ? undefined : timers.setTimeout(resolve, milliseconds)
      current.leave = () => {
        timers.clearTimeout(timer)
        reject(aborted())
      }
    })
  }
}

function failure(kind: keyof typeof codes): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code: codes[kind] } })
}

function aborted(): Error {
  return Object.assign(new Error('This operation was aborted'), { name: 'AbortError' })
}
