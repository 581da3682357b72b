import type { DownloadError } from '../download-error.js'
import type { DownloadFileResult } from './result.js'

/** What `downloadFile` needs of an `AbortSignal`. Mini-program hosts have none, so any object of this shape will do. */
export interface AbortSignalLike {
  readonly aborted: boolean
  /** Becomes the `cause` of the error. */
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * The options of `downloadFile`. An option that the platform lacks is left out of the native call and warned
 * about once; `supports('enableQuic')` answers beforehand. So is a name that is no option.
 */
export interface DownloadFileOptions {
  /**
   * What to download: `http:` or `https:`, and on Alipay a data URL as well. Characters that may not stand in a
   * URL (Chinese, spaces, `|`) are percent-encoded; what is encoded already stays as it is. White space around it is
   * left out.
   */
  url: string
  /** Request headers, name to value. `Referer` may not be set: both hosts refuse it. */
  header?: Record<string, string>
  /**
   * Milliseconds for the whole download, held by our own timer on both platforms, whatever the host does.
   *
   * @defaultValue 60000
   */
  timeout?: number
  /**
   * Where to store the file, under the host's `env.USER_DATA_PATH`: elsewhere it is an `invalid-argument`. Without it
   * the file is temporary and the result has `tempFilePath`. As the host writes whatever the server sent, an error page
   * lands there too: look at `statusCode`. Where a client ignores the option, the file is moved there.
   */
  filePath?: string
  /**
   * Asks for `profile` in the result. WeChat on iOS and Android.
   *
   * @defaultValue the host's own: `true` on WeChat for iOS and Android
   */
  enableProfile?: boolean
  /**
   * HTTP/2. WeChat, base library 2.10.4.
   *
   * @defaultValue the host's own: `false`
   */
  enableHttp2?: boolean
  /**
   * QUIC (HTTP/3). WeChat, base library 2.10.4.
   *
   * @defaultValue the host's own: `false`
   */
  enableQuic?: boolean
  /** Aborts the download when it fires; any object shaped like an `AbortSignal`, since the hosts have none. */
  signal?: AbortSignalLike
  /** Called once when the server has answered, whatever the status. */
  success?(result: DownloadFileResult): void
  /** Called once when there is no answer. */
  fail?(error: DownloadError): void
  /** Called once, after `success` or `fail`. */
  complete?(outcome: DownloadFileResult | DownloadError): void
}

/**
 * Each option is read once. White space around the url is not part of it (WHATWG URL, basic URL parser). What cannot be read is not there, and
 * the validation names what is missing; what is no object is left to it as it is.
 */
export function snapshotOptions<Options extends { url: string }>(options: Options): Options {
  if (Object(options) !== options) return options
  try {
    const { ...given } = options
    if (typeof given.url === 'string') given.url = given.url.trim()
    return given
  } catch {
    return { url: '' } as Options
  }
}
