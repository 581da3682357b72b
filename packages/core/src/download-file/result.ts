import type { NativeProgress, NativeResult } from '../platform.js'
import type { DownloadProfile } from './profile.js'

/**
 * The headers under lower-case names. Hosts differ in case, and HTTP/2 sends lower case (native-apis.md §1.1). A value
 * that came as a list becomes one line; headers that are no object count as none.
 */
export function normalizeHeader(header: unknown): Record<string, string> {
  const normalized: Record<string, string> = {}
  for (const [name, value] of Object.entries(typeof header === 'object' && header ? header : {})) {
    normalized[name.toLowerCase()] = String(value)
  }
  return normalized
}

/**
 * What came back. Any answer of the server is a result, whatever its status: look at `statusCode`.
 */
export interface DownloadFileResult {
  errMsg: 'downloadFile:ok'
  /**
   * Where the file is: `tempFilePath` or `filePath`, by what was asked for. `undefined` only for a status that is not 2xx, where some
   * clients keep no file.
   */
  path?: string
  /** The temporary file, when no `filePath` was given. Good for this run of the app; read only. */
  tempFilePath?: string
  /** The stored file, when `filePath` was given, and equal to it. */
  filePath?: string
  /**
   * The HTTP status, as the host reported it. `undefined` where it reports none (Alipay before client 10.3.30):
   * never invented.
   */
  statusCode?: number
  /** The response headers under lower-case names; `{}` where the host reports none. */
  header: Record<string, string>
  /** Bytes, where the host reports them. */
  dataLength?: number
  /** When each step of the request began and ended. WeChat on iOS and Android. */
  profile?: DownloadProfile
}

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

export interface ProgressEvent {
  /** 0 to 100; never falls. `undefined` where the total is not known. */
  progress?: number
  /** Bytes; never falls. */
  totalBytesWritten: number
  /** Bytes. `undefined` where the total is not known: no `Content-Length`, or a compressed body. */
  totalBytesExpectedToWrite?: number
}

export interface HeadersEvent {
  /** The response headers under lower-case names. */
  header: Record<string, string>
}

/**
 * Reads the progress events of one download. What hosts report without a `Content-Length` is not documented
 * (native-apis.md §2), so a total that is missing, not positive or less than what is written counts as unknown.
 * The percentage is computed, since it is not documented as an integer on both platforms, nor as there at all.
 */
export function createProgressReader(): (event: NativeProgress) => ProgressEvent {
  let totalBytesWritten = 0
  let progress = 0
  return (event) => {
    const total = numberOf(event.totalBytesExpectedToWrite)
    totalBytesWritten = Math.max(totalBytesWritten, numberOf(event.totalBytesWritten))
    if (total <= 0 || total < totalBytesWritten) return { totalBytesWritten }
    progress = Math.max(progress, Math.floor((totalBytesWritten / total) * 100))
    return { progress, totalBytesWritten, totalBytesExpectedToWrite: total }
  }
}

function numberOf(value: unknown): number {
  return Number.isFinite(value) ? (value as number) : 0
}
