import type { DownloadError } from './download-error.js'
import type { DownloadErrorCode } from './download-error-code.js'

/**
 * Whether `value` is a `DownloadError`, and one of `code` if that is given. Looks at a mark instead of the class,
 * since an app may hold two copies of this package.
 */
export function isDownloadError(value: unknown, code?: DownloadErrorCode): value is DownloadError {
  if (!(value instanceof Error)) return false
  const error = value as Partial<DownloadError>
  return error.isDownloadError === true && (code === undefined || error.code === code)
}
