import { asRecord, callHost } from './call-host.js'
import type { FailureReader } from './error-table.js'
import type { DownloadPlatform, NativeResult } from './platform.js'
import { createSettlement } from './settlement.js'

/** What a binding supplies: the host, and how to read its words. Any member of a payload may be missing. */
export interface NativeDialect {
  /** `wx` or `my`, read at each call; `undefined` outside a mini-program. */
  host(): unknown
  /** The payload of a success, or of the headers event, under the common names. */
  read(payload: unknown): NativeResult
  /** Names the failure payload, or what the host threw. */
  failure: FailureReader
}

/**
 * The half of a binding that both platforms need: calls `host.downloadFile` and meets the guarantees of
 * `DownloadPlatform.download`, however little the host returns.
 */
export function createNativeDownload(dialect: NativeDialect): DownloadPlatform['download'] {
  return (request, listener) => {
    const { before, settle } = createSettlement()
    const fail = settle((payload: unknown) =>
      listener.fail(dialect.failure('downloadFile', payload, request.url)),
    )
    const success = settle((payload: unknown) => listener.success(dialect.read(payload)))
    const task = callHost(dialect.host(), 'downloadFile', Object.assign({ success, fail }, request), fail)
    // Tasks lack members on some clients, and are missing in Alipay's IDE (native-apis.md §1.4).
    const onProgress = before((payload: unknown) => listener.progress(asRecord(payload)))
    const onHeaders = before((payload: unknown) => listener.headers(dialect.read(payload).header))
    callHost(task, 'onProgressUpdate', onProgress)
    callHost(task, 'onHeadersReceived', onHeaders)
    const abort = before<void>(() => {
      callHost(task, 'abort')
    })
    return { abort }
  }
}
