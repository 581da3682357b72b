import { asRecord, type NativeDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.downloadFile` in core's words (native-apis.md §1.2, §2). */
export function createDownloadDialect(host: GetHost): NativeDialect {
  return {
    host,
    read(payload) {
      // `apFilePath` is the only name before base library 2.7.23. The documentation says `header`, the typings say both.
      const reported = asRecord(payload)
      const { filePath, statusCode, dataLength } = reported
      const tempFilePath = reported.tempFilePath || reported.apFilePath
      const header = reported.header || reported.headers
      return { filePath, tempFilePath, statusCode, header, dataLength }
    },
    failure: readFailure,
  }
}
