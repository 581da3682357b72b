import { type Clock, globalClock } from './clock.js'
import type { BodyReader, FetchLike, FetchLikeInit } from './fetch-like.js'

/** What a scripted server does with one request. */
export interface ScriptedResponse {
  /** @defaultValue 200 */
  status?: number
  /** Names are kept as they are written here, for hosts that pass them on as sent. */
  headers?: Readonly<Record<string, string>>
  /** The body, piece by piece; a number is that many zero bytes. */
  chunks?: readonly ScriptedChunk[]
  /** Instead of an answer; or, with `chunks`, after the last of them. */
  error?: 'dns' | 'refused' | 'reset' | 'tls' | 'offline'
  /** Milliseconds before the headers, or before the error. */
  after?: number
  /** Nothing ever comes; or, with `chunks`, nothing after the last of them. */
  never?: true
}

export interface ScriptedChunk {
  /** Milliseconds to wait before it. */
  after?: number
  bytes: number | Uint8Array
}

/** Decides what happens to a request. Redirects come here hop by hop. */
export type NetworkScript = (url: string, init: FetchLikeInit) => ScriptedResponse

const codes = {
  dns: 'ENOTFOUND',
  refused: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  tls: 'CERT_HAS_EXPIRED',
  offline: 'ENETUNREACH',
} as const

/**
 * A `fetch` for tests with a fake clock: no socket, no waiting, every millisecond as scripted.
 *
 * @example
 * ```ts
 * const fetch = createScriptedFetch(() => ({
 *   headers: { 'Content-Length': '2048' },
 *   chunks: [{ bytes: 1024 }, { after: 500, bytes: 1024 }],
 * }))
 * globalThis.wx = createWechatHost({ fetch })
 * ```
 *
 * @param clock - by default the environment's timers, looked up at each call
 */
export function createScriptedFetch(script: NetworkScript, clock: Clock = globalClock): FetchLike {
  return async (url, init) => {
    const { signal } = init
    const response = script(url, init)
    const chunks = response.chunks ?? []
    await wait(clock, response.after ?? 0, signal)
    const ends = chunks.length === 0
    if (response.never && ends) await wait(clock, Number.POSITIVE_INFINITY, signal)
    if (response.error !== undefined && ends) throw failure(response.error)
    const headers = response.headers ?? {}
    return {
      status: response.status ?? 200,
      url,
      rawHeaders: headers,
      headers: {
        forEach: (visit) => {
          for (const [name, value] of Object.entries(headers)) visit(value, name.toLowerCase())
        },
      },
      body: { getReader: () => createReader(clock, chunks, response, signal) },
    }
  }
}

function createReader(
  clock: Clock,
  chunks: readonly ScriptedChunk[],
  { error, never }: ScriptedResponse,
  signal: AbortSignal,
): BodyReader {
  let index = 0
  return {
    read: async () => {
      const chunk = chunks[index++]
      if (chunk === undefined) {
        if (error !== undefined) throw failure(error)
        if (never) await wait(clock, Number.POSITIVE_INFINITY, signal)
        return { done: true }
      }
      await wait(clock, chunk.after ?? 0, signal)
      return {
        done: false,
        value: typeof chunk.bytes === 'number' ? new Uint8Array(chunk.bytes) : chunk.bytes,
      }
    },
    cancel: () => Promise.resolve(),
  }
}

function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(abortError())
  if (milliseconds <= 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const isForever = milliseconds === Number.POSITIVE_INFINITY
    const leave = () => {
      clock.clearTimeout(timer)
      reject(abortError())
    }
    const end = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const timer = isForever ? undefined : clock.setTimeout(end, milliseconds)
    signal.addEventListener('abort', leave)
  })
}

function failure(kind: keyof typeof codes): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code: codes[kind] } })
}

function abortError(): Error {
  return Object.assign(new Error('This operation was aborted'), { name: 'AbortError' })
}
