import type { DownloadFileResult } from './download-file-result.js'
import type { DownloadProfile } from './download-profile.js'
import { normalizeHeader } from './normalize-header.js'
import type { NativeResult } from './platform.js'

/**
 * Turns what the host reported into the result. A field that the host does not report, or reports as something else
 * than documented, is left out: nothing is invented. `filePath` is the one the caller gave, where the file now is.
 * `header` is what came with the headers event, for hosts that report headers only there.
 */
export function fromNativeResult(
  native: NativeResult,
  filePath: string | undefined,
  header: Record<string, string>,
): DownloadFileResult {
  const result: DownloadFileResult = {
    errMsg: 'downloadFile:ok',
    header: { ...header, ...normalizeHeader(native.header) },
  }
  if (filePath !== undefined) result.filePath = filePath
  else if (typeof native.tempFilePath === 'string') result.tempFilePath = native.tempFilePath
  if (typeof native.statusCode === 'number') result.statusCode = native.statusCode
  if (typeof native.dataLength === 'number') result.dataLength = native.dataLength
  if (typeof native.profile === 'object' && native.profile !== null) {
    result.profile = native.profile as DownloadProfile
  }
  return result
}
