import type { DownloadError, DownloadErrorCode } from './download-library.js'
import type { Messages } from './messages/messages.js'

/** A `DownloadError` as the pages show it. */
export interface ErrorView {
  code: DownloadErrorCode
  meaning: string
  errMsg: string
  /** Empty where the host gave no number. */
  errno: string
  retryable: boolean
  /** The host's own object as JSON; empty where the host was not called. */
  native: string
}

export function viewError(error: DownloadError, text: Messages): ErrorView {
  return {
    code: error.code,
    meaning: text.codes[error.code],
    errMsg: error.errMsg,
    errno: error.errno === undefined ? '' : String(error.errno),
    retryable: error.retryable,
    native: error.native === undefined ? '' : formatJson(error.native),
  }
}

/** JSON, or the plain text of what has none: a host may throw anything. */
export function formatJson(value: unknown): string {
  try {
    return JSON.stringify(value, null, 1) ?? String(value)
  } catch {
    return String(value)
  }
}
