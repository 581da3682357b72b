import type { Download, DownloadError, DownloadErrorCode, DownloadResult } from '../download-library.js'
import type { FinishedFile } from '../file-actions.js'

/** How a download ended; kept in storage. */
export interface DownloadOutcome {
  readonly state: 'completed' | 'failed' | 'aborted'
  /** Bytes that are there. */
  readonly written: number
  readonly total?: number
  readonly attempts: number
  readonly resumedBytes: number
  /** Milliseconds; 0 where it did not complete. */
  readonly duration: number
  /** Of what completed. */
  readonly file?: FinishedFile
  readonly code?: DownloadErrorCode
  readonly errMsg?: string
}

export function outcomeOfResult(download: Download, result: DownloadResult): DownloadOutcome {
  const { attempts, resumedBytes, timing, path, fileName } = result
  return {
    ...progressOf(download),
    state: 'completed',
    attempts,
    resumedBytes,
    duration: timing.ended - timing.added,
    file: { path, fileName },
  }
}

export function outcomeOfError(download: Download, { code, errMsg }: DownloadError): DownloadOutcome {
  return {
    ...progressOf(download),
    state: code === 'aborted' ? 'aborted' : 'failed',
    attempts: download.attempts,
    resumedBytes: 0,
    duration: 0,
    code,
    errMsg,
  }
}

function progressOf({ progress }: Download): Pick<DownloadOutcome, 'written' | 'total'> {
  const { totalBytesWritten: written, totalBytesExpectedToWrite: total } = progress
  return { written, ...(total === undefined ? {} : { total }) }
}
