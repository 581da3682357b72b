import type { FetchLike } from './fetch-like.js'
import { encodeText } from './text-encoding.js'

/** A `fetch` that answers data URLs by itself, as Alipay does (native-apis.md §1.1). */
export function withDataUrls(fetch: FetchLike): FetchLike {
  return (url, init) => {
    const match = /^data:([^,]*?)(;base64)?,(.*)$/is.exec(url)
    if (match === null) return fetch(url, init)
    const [, type = '', base64, content = ''] = match
    let bytes: Uint8Array | undefined = encodeText(
      decodeURIComponent(content),
      base64 === undefined ? 'utf-8' : 'base64',
    )
    const headers = { 'Content-Type': type || 'text/plain', 'Content-Length': String(bytes.length) }
    return Promise.resolve({
      status: 200,
      rawHeaders: headers,
      headers: new Headers(headers),
      body: {
        getReader: () => ({
          read: () => {
            const value = bytes
            bytes = undefined
            return Promise.resolve({ done: value === undefined, value })
          },
          cancel: () => Promise.resolve(),
        }),
      },
    })
  }
}
