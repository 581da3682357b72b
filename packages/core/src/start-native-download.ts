import { asRecord, callHost, callIfPresent, ignorePromise } from './call-host.js'
import type { NativeFailure, NativeListener, NativeRequest, NativeResult, NativeTask } from './platform.js'

/** What a binding supplies: the host, and how to read its words. Any member of a payload may be missing. */
export interface NativeDialect {
  /** `wx` or `my`, read at each call; `undefined` outside a mini-program. */
  host(): unknown
  /** The success payload under the common names. */
  result(payload: Record<string, unknown>): NativeResult
  /** The failure payload, or what the host threw. */
  failure(payload: unknown, url: string): NativeFailure
  /** The headers in the payload of the headers event. */
  headers(payload: Record<string, unknown>): unknown
}

/**
 * The half of a binding that both platforms need: one call of `host.downloadFile` that meets the guarantees of
 * `DownloadPlatform.download`, however little the host returns.
 */
export function startNativeDownload(
  dialect: NativeDialect,
  request: NativeRequest,
  listener: NativeListener,
): NativeTask {
  let settled = false
  const task = callHost(
    dialect.host(),
    'downloadFile',
    request,
    (payload) => {
      settled = true
      listener.success(dialect.result(asRecord(payload)))
    },
    (payload) => {
      settled = true
      listener.fail(dialect.failure(payload, request.url))
    },
  )
  const subscribe = (method: string, report: (payload: Record<string, unknown>) => void): void => {
    // Tasks lack members on some clients, and are missing in Alipay's IDE (native-apis.md §1.4).
    callIfPresent(task, method, (payload: unknown) => {
      if (!settled) report(asRecord(payload))
    })
  }
  subscribe('onProgressUpdate', listener.progress)
  subscribe('onHeadersReceived', (payload) => listener.headers(dialect.headers(payload)))
  return {
    abort() {
      // Alipay's may return a promise that rejects (native-apis.md §2).
      if (!settled) ignorePromise(callIfPresent(task, 'abort'))
    },
  }
}
