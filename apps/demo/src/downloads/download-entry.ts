import type { Download, DownloadError, DownloadState } from '../download-library.js'
import type { DownloadRecord } from './download-record.js'

/** A line of the list while the app runs. */
export interface DownloadEntry {
  readonly record: DownloadRecord
  /** Absent where it ended in an earlier run of the app. */
  readonly download?: Download
  /** Whether an earlier run of the app began it, and this one goes on. */
  readonly isRestored?: boolean
  /** How many addresses were signed for it in this run of the app. */
  readonly addresses?: number
  /** What the last attempt failed with, and when the next one begins, in milliseconds since 1970. */
  readonly retry?: { readonly error: DownloadError; readonly at: number }
}

export function stateOf({ record, download }: DownloadEntry): DownloadState {
  return record.outcome?.state ?? download?.state ?? 'queued'
}

/** Whether it will go on, or is to be resumed. */
export function isUnfinished({ record }: DownloadEntry): boolean {
  return record.outcome === undefined
}
