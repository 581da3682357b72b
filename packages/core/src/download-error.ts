/** What a `DownloadError` is made of. */
export interface DownloadErrorInit {
  readonly code: DownloadErrorCode
  readonly errMsg: string
  readonly platform: string
  readonly url: string
  readonly errno?: number | undefined
  readonly statusCode?: number | undefined
  /** The host's own object where the host failed; the key is there even where it gave none. */
  readonly native?: unknown
  readonly cause?: unknown
}

// Matched against the code and the status. `storage-full` and `integrity` are not here: a second try helps only after
// something else was done first. 408 Request Timeout, 425 Too Early, 429 Too Many Requests, 500 Internal Server Error,
// 502 Bad Gateway, 503 Service Unavailable, 504 Gateway Timeout.
const retryable = /^(timeout|stalled|network|interrupted|too-many|http-status (408|425|429|50[0234]))\b/

/**
 * The one error of this library. `message` and `errMsg` are the same text; decide by `code`.
 * Recognize it with `isDownloadError`, which works across two copies of this package.
 */
export class DownloadError extends Error {
  /** Why it failed; the same words on every platform. */
  declare readonly code: DownloadErrorCode
  /** `downloadFile:fail …`, in the host's words where the host spoke. */
  declare readonly errMsg: string
  /** The host's number: `errno` on WeChat, `error` on Alipay. `undefined` where it gave none. */
  declare readonly errno: number | undefined
  /** `'wechat'` or `'alipay'`. */
  declare readonly platform: string
  /** The url, without credentials, the values of its query and its fragment. */
  declare readonly url: string
  /** The HTTP status, where one was reported. */
  declare readonly statusCode: number | undefined
  /** The host's own object, untouched. `undefined` where the host had no say. */
  declare readonly native: unknown
  /** What is behind it: what the host threw, or the reason of the signal. */
  declare readonly cause: unknown
  /** Whether another try may succeed. */
  readonly retryable: boolean
  /** The mark that `isDownloadError` looks for. */
  readonly isDownloadError: true

  constructor(init: DownloadErrorInit) {
    super(init.errMsg)
    Object.assign(this, init)
    // The name that the web gives to the same event, so that general code recognizes it.
    this.name = init.code === 'aborted' ? 'AbortError' : 'DownloadError'
    this.isDownloadError = true
    // Words that no table knows are the network's more often than not, where it is the host that says them.
    this.retryable =
      init.code === 'unknown' ? 'native' in init : retryable.test(`${init.code} ${init.statusCode}`)
  }
}

/**
 * Whether `value` is a `DownloadError`, and one of `code` if that is given. Looks at a mark instead of the class,
 * since an app may hold two copies of this package.
 */
export function isDownloadError(value: unknown, code?: DownloadErrorCode): value is DownloadError {
  if (!(value instanceof Error)) return false
  const error = value as Partial<DownloadError>
  return error.isDownloadError === true && (code === undefined || error.code === code)
}

/**
 * Why a download failed. The same words on every platform.
 *
 * | code | meaning |
 * | --- | --- |
 * | `aborted` | the caller aborted, or the host; `name` is `AbortError` |
 * | `timeout` | our timer or the host's |
 * | `stalled` | no byte for `stallTimeout` |
 * | `network` | DNS, connection, offline, network change |
 * | `interrupted` | the host cut or refused it in the background |
 * | `tls` | certificate or handshake |
 * | `http-status` | the status was not accepted |
 * | `too-many` | over the host's parallel limit, or a second task of one url |
 * | `url-not-allowed` | the domain is not on the app's list |
 * | `invalid-argument` | url, header or another option; the message names the field |
 * | `too-large` | over the host's size limit |
 * | `storage-full` | the quota is reached; a downloader makes room first, where it can |
 * | `file-system` | parent of filePath missing, file not saved, … |
 * | `integrity` | size or checksum is not what was promised, an answer is not the file, or the host gave one file to two downloads |
 * | `unsupported` | the host lacks the API, or there is no host |
 * | `unknown` | nothing matched, or a success without a file; retryable where the host failed |
 */
export type DownloadErrorCode =
  | 'aborted'
  | 'timeout'
  | 'stalled'
  | 'network'
  | 'interrupted'
  | 'tls'
  | 'http-status'
  | 'too-many'
  | 'url-not-allowed'
  | 'invalid-argument'
  | 'too-large'
  | 'storage-full'
  | 'file-system'
  | 'integrity'
  | 'unsupported'
  | 'unknown'
