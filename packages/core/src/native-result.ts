import type { DownloadFileResult } from './download-file-result.js'
import { normalizeHeader } from './normalize-header.js'
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
  const reported: NativeResult = filePath ? { ...native, filePath, tempFilePath: undefined } : native
  const result: Record<string, unknown> = {}
  for (const name of ['tempFilePath', 'filePath', 'statusCode', 'dataLength', 'profile'] as const) {
    if (reported[name] != null) result[name] = reported[name]
  }
  return { ...result, errMsg: 'downloadFile:ok', header: { ...header, ...normalizeHeader(native.header) } }
}
