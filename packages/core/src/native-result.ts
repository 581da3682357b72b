import type { DownloadFileResult } from './download-file-result.js'
import { normalizeHeader } from './normalize-header.js'
import type { NativeResult } from './platform.js'

const resultFields = {
  statusCode: 'number',
  dataLength: 'number',
  profile: 'object',
} as const

/**
 * Turns what the host reported into the result. What the host does not report, or reports as something else than
 * documented, is left out: nothing is invented. By what was asked for, the file is `filePath` or `tempFilePath`: several clients
 * report both, or an empty one beside the right one.
 *
 * @param header - what came with the headers event, for hosts that report headers only there
 * @param filePath - where the file was asked to be
 */
export function fromNativeResult(
  native: NativeResult,
  header: Record<string, string>,
  filePath: string | undefined,
): DownloadFileResult {
  const result: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(resultFields)) {
    const value = native[name as keyof typeof resultFields]
    if (value != null && typeof value === type) result[name] = value
  }
  const paths = [native.tempFilePath, native.filePath].filter((path) => path && typeof path === 'string')
  const path = filePath === undefined ? paths[0] : paths.find((reported) => reported === filePath)
  if (path) {
    result.path = path
    result[filePath === undefined ? 'tempFilePath' : 'filePath'] = path
  }
  result.errMsg = 'downloadFile:ok'
  result.header = { ...header, ...normalizeHeader(native.header) }
  return result as unknown as DownloadFileResult
}
