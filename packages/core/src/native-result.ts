import type { DownloadFileResult } from './download-file-result.js'
import { normalizeHeader } from './normalize-header.js'
import type { NativeResult } from './platform.js'

const documentedTypes = {
  tempFilePath: 'string',
  statusCode: 'number',
  dataLength: 'number',
  profile: 'object',
} as const

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
  const result: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(documentedTypes)) {
    const value = native[name as keyof typeof documentedTypes]
    if (value && typeof value === type) result[name] = value
  }
  if (filePath !== undefined) {
    result.filePath = filePath
    delete result.tempFilePath
  }
  return { ...result, errMsg: 'downloadFile:ok', header: { ...header, ...normalizeHeader(native.header) } }
}
