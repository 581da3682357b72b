import { callHost, ignoreRejection, memberOf } from './call-host.js'
import type { NativeFailure, NativeListener, NativeRequest, NativeResult, NativeTask } from './platform.js'

/** What a binding supplies: the host, and how to read its words. Payloads may be anything, also nothing. */
export interface NativeDialect {
  /** `wx` or `my`, read at each call; `undefined` outside a mini-program. */
  host(): unknown
  /** The success payload under the common names. */
  result(payload: unknown): NativeResult
  /** The failure payload, or whatever the host threw. */
  failure(payload: unknown, url: string): NativeFailure
  /** The headers in the payload of the headers event. */
  headers(payload: unknown): unknown
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
  const task = callHost(dialect.host(), 'downloadFile', request, {
    success(payload) {
      settled = true
      listener.success(dialect.result(payload))
    },
    fail(payload) {
      settled = true
      listener.fail(dialect.failure(payload, request.url))
    },
  })
  const subscribe = (method: string, report: (payload: unknown) => void): void => {
    callMember(task, method, (payload: unknown) => {
      if (!settled) report(payload)
    })
  }
  subscribe('onProgressUpdate', (payload) => {
    listener.progress({
      progress: memberOf(payload, 'progress'),
      totalBytesWritten: memberOf(payload, 'totalBytesWritten'),
      totalBytesExpectedToWrite: memberOf(payload, 'totalBytesExpectedToWrite'),
    })
  })
  subscribe('onHeadersReceived', (payload) => listener.headers(dialect.headers(payload)))
  return {
    abort() {
      // Alipay's may return a promise that rejects (native-apis.md §2).
      if (!settled) ignoreRejection(callMember(task, 'abort'))
    },
  }
}

/** Tasks lack members on some clients, and are missing in Alipay's IDE (native-apis.md §1.4). */
function callMember(task: unknown, method: string, ...values: unknown[]): unknown {
  const member = memberOf(task, method)
  try {
    return typeof member === 'function' ? member.apply(task, values) : undefined
  } catch {
    return undefined
  }
}
