import type { DownloadFileResult } from './download-file-result.js'
import { normalizeHeader } from './normalize-header.js'
import type { NativeResult } from './platform.js'

const resultFields = ['tempFilePath', 'filePath', 'statusCode', 'dataLength', 'profile'] as const

/**
 * Turns what the host reported into the result. What the host does not report is left out: nothing is invented.
 * `filePath` is the one the caller gave, where the file now is. `header` is what came with the headers event, for
 * hosts that report headers only there.
 */
export function fromNativeResult(
  native: NativeResult,
  filePath: string | undefined,
  header: Record<string, string>,
): DownloadFileResult {
  const result: Record<string, unknown> = {}
  for (const name of resultFields) {
    const value = native[name]
    if (value != null) result[name] = value
  }
  if (filePath) {
    result.filePath = filePath
    delete result.tempFilePath
  }
  result.errMsg = 'downloadFile:ok'
  result.header = normalizeHeader(Object.assign({}, header, native.header))
  return result as unknown as DownloadFileResult
}
