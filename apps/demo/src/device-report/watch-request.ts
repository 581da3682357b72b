import { callNative } from './call-native.js'
import type { NativeHost } from './native-host.js'

/** How a `request` for bytes ended. */
export interface RequestEnd {
  readonly name: 'success' | 'fail'
  readonly payload: Readonly<Record<string, unknown>>
  /** Bytes of the body; 0 without one. */
  readonly bytes: number
}

/** Sends a GET and takes the body as bytes, in the words of either host (native-apis.md §5.1). Never rejects. */
export function watchRequest(
  native: NativeHost,
  url: string,
  header: Readonly<Record<string, string>> = {},
): Promise<RequestEnd> {
  const options = { url, header, headers: header, responseType: 'arraybuffer', dataType: 'arraybuffer' }
  return callNative((passed) => native.request(passed), options).then(
    (payload) => {
      const { data } = payload as { data?: { byteLength?: unknown } }
      const bytes = typeof data?.byteLength === 'number' ? data.byteLength : 0
      return { name: 'success', payload: payload as RequestEnd['payload'], bytes }
    },
    (payload) => ({ name: 'fail', payload: (payload ?? {}) as RequestEnd['payload'], bytes: 0 }),
  )
}
