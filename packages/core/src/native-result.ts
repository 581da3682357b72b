import type { DownloadFileResult } from './download-file-result.js'
import { normalizeHeader } from './normalize-header.js'
import type { NativeResult } from './platform.js'

const resultFields = {
  tempFilePath: 'string',
  filePath: 'string',
  statusCode: 'number',
  dataLength: 'number',
  profile: 'object',
} as const

/**
 * Turns what the host reported into the result. What the host does not report, or reports as something else than
 * documented, is left out: nothing is invented. `header` is what came with the headers event, for hosts that report
 * headers only there.
 */
export function fromNativeResult(native: NativeResult, header: Record<string, string>): DownloadFileResult {
  const result: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(resultFields)) {
    const value = native[name as keyof typeof resultFields]
    if (value != null && typeof value === type) result[name] = value
  }
  // One place is enough: some clients name the temporary file as well.
  if (result.filePath) delete result.tempFilePath
  result.errMsg = 'downloadFile:ok'
  result.header = { ...header, ...normalizeHeader(native.header) }
  return result as unknown as DownloadFileResult
}
