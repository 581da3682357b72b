// Checked by the compiler alone (tsconfig.types.json): our narrow view of `my` against the official typings.
import type { AlipayHost } from '../src/host.js'

declare const official: typeof my

// Every member that we use is there, and can be called as we call it.
export const members: { [Name in keyof Required<AlipayHost>]: unknown } = official
official.onAppShow(() => undefined)
official.offAppShow(() => undefined)
official.onAppHide(() => undefined)
official.offAppHide(() => undefined)
official.onNetworkStatusChange((event: { isConnected: boolean; networkType: string }) => event)
export const version: AlipayHost['SDKVersion'] = official.SDKVersion
export const environment: AlipayHost['env'] = official.env
export const known: boolean = official.canIUse('downloadFile.return.tempFilePath')

// Files are not read in part, and there are two digests (native-apis.md §5.2).
const fileSystem = official.getFileSystemManager()
// @ts-expect-error no such option
fileSystem.readFile({ filePath: '', position: 0 })
fileSystem.getFileInfo({ filePath: '', digestAlgorithm: 'md5' })
fileSystem.getFileInfo({ filePath: '', digestAlgorithm: 'sha1' })
// @ts-expect-error no such digest
fileSystem.getFileInfo({ filePath: '', digestAlgorithm: 'sha256' })

// Known defect: both are documented, by client (native-apis.md §1.1).
// @ts-expect-error missing from the typings
official.downloadFile({ url: '', timeout: 1 })
// @ts-expect-error missing from the typings
official.downloadFile({ url: '', filePath: 'https://usr/a' })

const task = official.downloadFile({
  url: '',
  header: { a: '1' },
  success(result) {
    const reported: [string, string, object, object] = [
      result.apFilePath,
      result.tempFilePath,
      result.header,
      result.headers,
    ]
    // Known defect: documented since client 10.3.30.
    // @ts-expect-error missing from the typings
    return [reported, result.statusCode]
  },
  fail(failure) {
    const reported: [number | undefined, string | undefined] = [failure.error, failure.errorMessage]
    // Known defect: newer clients add it.
    // @ts-expect-error missing from the typings
    return [reported, failure.data]
  },
})
task.onProgressUpdate(({ progress, totalBytesWritten, totalBytesExpectedToWrite }) => [
  progress,
  totalBytesWritten,
  totalBytesExpectedToWrite,
])
task.onHeadersReceived(({ headers }) => headers)
// Known defect: typed like the call beneath it, though the documented use is without options.
// @ts-expect-error an argument is required
task.abort()
export const thenable: PromiseLike<unknown> = task

// A request is sent with some of the options that it knows; it has both names of the status and of the headers.
const requestTask = official.request({
  url: '',
  headers: { a: '1' },
  timeout: 1,
  dataType: 'arraybuffer',
  success({ data, status, statusCode, headers, header }) {
    const reported: [string | object, number, number, object, object] = [
      data,
      status,
      statusCode,
      headers,
      header,
    ]
    return reported
  },
  fail({ error, errorMessage }) {
    const reported: [number | undefined, string | undefined] = [error, errorMessage]
    return reported
  },
})
requestTask.onHeadersReceived(({ headers }) => headers)
// Known defect: typed like the call beneath it, as with downloads.
// @ts-expect-error an argument is required
requestTask.abort()
// @ts-expect-error it has no progress
requestTask.onProgressUpdate(() => undefined)
