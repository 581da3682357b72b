// Checked by the compiler alone (tsconfig.types.json): what an app may write, and what it may not.
import {
  type DownloadError,
  type DownloadErrorCode,
  type DownloadFileResult,
  type DownloadTask,
  downloadFile,
  isDownloadError,
  supports,
} from '../src/index.js'

const task: DownloadTask = downloadFile({
  url: 'https://example.com/',
  header: { 'X-Id': '1' },
  timeout: 1000,
  filePath: 'wxfile://usr/a',
  enableProfile: true,
  enableHttp2: true,
  enableQuic: false,
  signal: new AbortController().signal,
  success(result) {
    const status: number | undefined = result.statusCode
    return status
  },
  fail(error) {
    const code: DownloadErrorCode = error.code
    return code
  },
  complete(outcome: DownloadFileResult | DownloadError) {
    return outcome.errMsg
  },
})
export const awaited: Promise<DownloadFileResult> = task
export const chained: Promise<number> = task.then((result) => Object.keys(result.header).length)
task.onProgressUpdate(({ progress, totalBytesWritten, totalBytesExpectedToWrite }) => {
  const bytes: number = totalBytesWritten
  const percent: number | undefined = progress
  const total: number | undefined = totalBytesExpectedToWrite
  return [bytes, percent, total]
})
task.offProgressUpdate()
task.onHeadersReceived(({ header }) => header['content-type']?.toLowerCase())
task.offHeadersReceived(() => undefined)
task.abort()
supports('enableQuic')

export function handle(reason: unknown): string {
  if (isDownloadError(reason, 'timeout')) return reason.errMsg
  // @ts-expect-error an unknown value has no fields
  return reason.errMsg
}

// @ts-expect-error url is required
downloadFile({})
// @ts-expect-error headers are text
downloadFile({ url: '', header: { a: 1 } })
// @ts-expect-error milliseconds are a number
downloadFile({ url: '', timeout: '5' })
// @ts-expect-error no such option
downloadFile({ url: '', method: 'POST' })
// @ts-expect-error no such feature
supports('teleport')
task.then((result) => {
  // @ts-expect-error the host may not report it
  const status: number = result.statusCode
  return status
})
