import { encodeText } from './text-encoding.js'

/** The part of `fetch` that a host needs; the global one fits. */
export type FetchLike = (url: string, init: FetchLikeInit) => Promise<FetchLikeResponse>

export interface FetchLikeInit {
  method: string
  headers: Record<string, string>
  body?: ArrayBuffer | string
  redirect: 'manual' | 'follow'
  signal: AbortSignal
}

export interface FetchLikeResponse {
  readonly status: number
  /** `'opaqueredirect'` in browsers, which do not let a page see a redirect. */
  readonly type?: string
  /** The address that answered in the end. */
  readonly url?: string
  readonly headers: { forEach(visit: (value: string, name: string) => void): void }
  /** Names as the server wrote them, where that is known; a real `fetch` only tells lower-case ones. */
  readonly rawHeaders?: Readonly<Record<string, string>>
  readonly body: { getReader(): BodyReader } | null
}

export interface BodyReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** The `fetch` of the environment, looked up at each call. */
export const globalFetch: FetchLike = (url, init) => globalThis.fetch(url, init)

/** A `fetch` that answers data URLs by itself, as Alipay does (native-apis.md §1.1). */
export function withDataUrls(fetch: FetchLike): FetchLike {
  return (url, init) => {
    const match = /^data:([^,]*?)(;base64)?,(.*)$/is.exec(url)
    if (match === null) return fetch(url, init)
    const [, type = '', base64, content = ''] = match
    const bytes = encodeText(decodeURIComponent(content), base64 === undefined ? 'utf-8' : 'base64')
    const headers = { 'Content-Type': type || 'text/plain', 'Content-Length': String(bytes.length) }
    const response = new Response(bytes as Uint8Array<ArrayBuffer>, { headers })
    return Promise.resolve(Object.assign(response, { rawHeaders: headers }))
  }
}
