import type { DownloadFileResult } from '../download-file-result.js'

/** What `downloadFile` reports, and how it came about. */
export interface DownloadResult extends DownloadFileResult {
  /** Where the file is: its `filePath`, its place in the cache, or `tempFilePath`. */
  path: string
  /** Attempts that it took: 0 where nothing had to be asked of the server. Segments of one attempt count once, waiting does not count. */
  attempts: number
  /** Whether the file was in the cache; `filePath` is its place there. Nothing was downloaded, though the server may have been asked. */
  fromCache: boolean
  /** The cached file is out of date, and the server could not be asked; see `staleIfError`. */
  isStale?: true
  /** Bytes that were there from an earlier attempt, or an earlier run of the app, and were not fetched again. */
  resumedBytes: number
  /** When what happened. */
  timing: DownloadTiming
}

/** Milliseconds since 1970, by the phone's clock. In this order, though the clock was set meanwhile; the differences may be off then. */
export interface DownloadTiming {
  /** When `download` was called; for a restored one, when it was restored. */
  added: number
  /** When its first attempt began. */
  started: number
  ended: number
}
