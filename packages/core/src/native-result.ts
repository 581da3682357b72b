import type { DownloadFileResult } from './download-file-result.js'
import { normalizeHeader } from './normalize-header.js'
import { pickPresent } from './pick-present.js'
import type { NativeResult } from './platform.js'

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
  const names = ['statusCode', 'dataLength', 'profile', ...(filePath ? [] : ['tempFilePath', 'filePath'])]
  const result = pickPresent(native, names)
  if (filePath) result.filePath = filePath
  return Object.assign(result, {
    errMsg: 'downloadFile:ok' as const,
    header: normalizeHeader(Object.assign({}, header, native.header)),
  })
}
