import type { DownloadError } from '../download-error.js'
import type { AbortSignalLike } from '../download-file/options.js'
import type { DownloadResult } from './download.js'
import type { DownloadPolicy } from './policy.js'

/** One download. */
export interface DownloadRequest extends DownloadPolicy {
  /** What to download: `http:` or `https:`, and on Alipay a data URL as well. Encoded and trimmed as by `downloadFile`. */
  url: string
  /**
   * Where to put the file, under the host's `env.USER_DATA_PATH`; folders are made. The bytes are collected in our own
   * folder, checked, and moved there: until then what was there stays. Where the host does not replace files (Alipay), a kill in that moment leaves nothing there, and
   * `restore()` or the next download of the same moves it. An unfinished download of another `url` or `checksum` at this path is an
   * `invalid-argument`. Without it the file is temporary.
   */
  filePath?: string
  /**
   * The folder for the file, instead of `filePath`: its name is `fileName` of the result, with ` (1)` where that is taken. Under the host's
   * `env.USER_DATA_PATH`; made where it is missing. For all else it is as with `filePath`.
   */
  directory?: string
  /**
   * What the file is, whatever its address: by it a download goes on from what is there, joins an unfinished one, and finds its file in the cache, though
   * the url is another one. A file of which the server names no version begins again from zero. In the cache it stands for headers as well: who
   * uses it keeps users apart.
   *
   * @defaultValue the url
   */
  key?: string
  /** What the app wants to know of the download when it is restored: an object that JSON can hold. */
  meta?: Readonly<Record<string, unknown>>
  /**
   * Higher comes first; equal ones in the order they were added. It does not wait for a lower one that runs: that one gives way at the end of its
   * segment. Of several that share a transfer the highest counts.
   *
   * @defaultValue 0
   */
  priority?: number
  /** What the file has to be. Otherwise it fails with `integrity`, after a second try from the beginning, and leaves no part. */
  checksum?: Checksum
  /** Aborts the download when it fires; any object shaped like an `AbortSignal`. */
  signal?: AbortSignalLike
  /** Asks for `profile`, as `downloadFile` does. WeChat. */
  enableProfile?: boolean
  /** HTTP/2. WeChat. */
  enableHttp2?: boolean
  /** QUIC (HTTP/3). WeChat. */
  enableQuic?: boolean
  /** Called once when the file is there. */
  success?(result: DownloadResult): void
  /** Called once when it will not be. */
  fail?(error: DownloadError): void
  /** Called once, after `success` or `fail`. */
  complete?(outcome: DownloadResult | DownloadError): void
}

/** What a file is known by. */
export interface Checksum {
  /** `'md5'` and `'sha1'` are computed by both hosts, `'sha256'` by WeChat; any other name needs one of `hashers`. */
  algorithm: string
  /** Hexadecimal, in any case. */
  value: string
}
