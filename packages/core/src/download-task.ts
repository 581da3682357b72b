import type { DownloadFileResult } from './download-file-result.js'

/** A real promise of the result that is the task as well. */
export interface DownloadTask extends Promise<DownloadFileResult> {
  /** Ends the download with an error of code `aborted`. After the end it does nothing. */
  abort(): void
  /** Calls `listener` as bytes arrive. Some clients report no progress at all, and small files may cause no event. */
  onProgressUpdate(listener: (event: ProgressEvent) => void): void
  /** Removes `listener`, or all of them. */
  offProgressUpdate(listener?: (event: ProgressEvent) => void): void
  /** Calls `listener` when the response headers are there, before the body is. */
  onHeadersReceived(listener: (event: HeadersEvent) => void): void
  /** Removes `listener`, or all of them. */
  offHeadersReceived(listener?: (event: HeadersEvent) => void): void
}

export interface ProgressEvent {
  /** 0 to 100; never falls. `undefined` where the total is not known. */
  progress?: number
  /** Bytes; never falls. */
  totalBytesWritten: number
  /** Bytes. `undefined` where the total is not known: no `Content-Length`, or a compressed body. */
  totalBytesExpectedToWrite?: number
}

export interface HeadersEvent {
  /** The response headers under lower-case names. */
  header: Record<string, string>
}
