import type { NativeListener, NativeRequest, NativeResult, NativeTask, Platform } from '../platform.js'
import type { FailureReader } from './error-table.js'
import { asRecord, callHost } from './host.js'

/** What a binding supplies for its `request`. */
export interface RequestDialect extends NativeDialect {
  /** The host's options for a GET whose body comes as an ArrayBuffer; GET is the default of both. */
  // native-apis.md §5.1.
  options(request: Pick<NativeRequest, 'url' | 'header' | 'timeout'>): { readonly url: string }
}

/** `Platform.request` over the host's `request`. */
export function createRequestCall(dialect: RequestDialect): Platform['request'] {
  const call = createNativeCall('request', dialect)
  return ({ url, header, timeout }, listener) =>
    call(dialect.options({ url, ...(header && { header }), ...(timeout && { timeout }) }), listener)
}

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
 * The half of a binding that both platforms need: calls `api` of the host, `downloadFile` or `request`, and meets the
 * guarantees of `DownloadPlatform.download`, however little the host returns.
 */
export function createNativeCall(
  api: string,
  dialect: NativeDialect,
): (options: { readonly url: string }, listener: NativeListener) => NativeTask {
  return (options, listener) => {
    const { before, settle } = createSettlement()
    const fail = settle((payload: unknown) => listener.fail(dialect.failure(api, payload, options.url)))
    const success = settle((payload: unknown) => listener.success(dialect.read(payload)))
    const task = callHost(dialect.host(), api, Object.assign({ success, fail }, options), fail)
    // Tasks lack members on some clients, and are missing in Alipay's IDE (native-apis.md §1.4).
    callHost(
      task,
      'onProgressUpdate',
      before((payload) => listener.progress(asRecord(payload))),
    )
    callHost(
      task,
      'onHeadersReceived',
      before((payload) => listener.headers(dialect.read(payload).header)),
    )
    return { abort: before<void>(() => callHost(task, 'abort')) }
  }
}

/** What passes between a source that may say anything at any time and those who want to hear one outcome. */
export interface Settlement {
  /** A report that passes as long as nothing is settled. */
  before<Value>(report: (value: Value) => void): (value: Value) => void
  /** A report that settles: it passes if it is the first one, and nothing passes after it. */
  settle<Value>(report: (value: Value) => void): (value: Value) => void
}

/** Makes the reports of one attempt end with its first outcome. */
export function createSettlement(): Settlement {
  let settled = false
  const before: Settlement['before'] = (report) => (value) => {
    if (!settled) report(value)
  }
  return {
    before,
    settle: (report) =>
      before((value) => {
        settled = true
        try {
          report(value)
        } catch (exception) {
          // Nobody heard of it: a payload could not be read, and another outcome has to come.
          settled = false
          throw exception
        }
      }),
  }
}
