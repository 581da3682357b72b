import type { DownloadErrorCode } from './download-error-code.js'

/** What a `DownloadError` is made of. */
export interface DownloadErrorInit {
  readonly code: DownloadErrorCode
  readonly errMsg: string
  readonly platform: string
  readonly url: string
  readonly errno?: number | undefined
  readonly statusCode?: number | undefined
  readonly native?: unknown
  readonly cause?: unknown
}

/** Codes after which another try may succeed; `http-status` depends on the status, `integrity` and `storage-full` on what is done first. */
const retryableCodes = ['timeout', 'stalled', 'network', 'interrupted', 'too-many']
const retryableStatuses = [408, 425, 429, 500, 502, 503, 504]

/**
 * The one error of this library. `message` and `errMsg` are the same text; decide by `code`.
 * Recognize it with `isDownloadError`, which works across two copies of this package.
 */
export class DownloadError extends Error {
  /** Why it failed; the same words on every platform. */
  readonly code: DownloadErrorCode
  /** `downloadFile:fail …`, in the host's words where the host spoke. */
  readonly errMsg: string
  /** The host's number: `errno` on WeChat, `error` on Alipay. `undefined` where it gave none. */
  readonly errno: number | undefined
  /** `'wechat'` or `'alipay'`. */
  readonly platform: string
  /** The url, without credentials and the values of its query. */
  readonly url: string
  /** The HTTP status, where one was reported. */
  readonly statusCode: number | undefined
  /** Whether another try may succeed. */
  readonly retryable: boolean
  /** The host's own object, untouched. */
  readonly native: unknown
  /** What caused it: what the host threw, or the reason of the signal. */
  readonly cause: unknown

  constructor(init: DownloadErrorInit) {
    super(init.errMsg)
    this.name = init.code === 'aborted' ? 'AbortError' : 'DownloadError'
    this.code = init.code
    this.errMsg = init.errMsg
    this.errno = init.errno
    this.platform = init.platform
    this.url = init.url
    this.statusCode = init.statusCode
    this.retryable =
      init.code === 'http-status'
        ? retryableStatuses.includes(init.statusCode ?? 0)
        : retryableCodes.includes(init.code)
    this.native = init.native
    this.cause = init.cause
  }
}
