import type { DownloadProfile } from './download-profile.js'

/**
 * What came back. Any answer of the server is a result, whatever its status: look at `statusCode`.
 */
export interface DownloadFileResult {
  errMsg: 'downloadFile:ok'
  /**
   * Where the file is: `tempFilePath` or `filePath`, by what was asked for. `undefined` only for a status that is not 2xx, where some
   * clients keep no file.
   */
  path?: string
  /** The temporary file, when no `filePath` was given. Good for this run of the app; read only. */
  tempFilePath?: string
  /** The stored file, when `filePath` was given, and equal to it. */
  filePath?: string
  /**
   * The HTTP status, as the host reported it. `undefined` where it reports none (Alipay before client 10.3.30):
   * never invented.
   */
  statusCode?: number
  /** The response headers under lower-case names; `{}` where the host reports none. */
  header: Record<string, string>
  /** Bytes, where the host reports them. */
  dataLength?: number
  /** When each step of the request began and ended. WeChat on iOS and Android. */
  profile?: DownloadProfile
}
