import { asRecord, type NativeDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.downloadFile` in core's words (native-apis.md §1.2, §2). */
export function createDownloadDialect(host: GetHost): NativeDialect {
  return {
    host,
    read(value) {
      const payload = asRecord(value)
      // `apFilePath` is the only name before base library 2.7.23. The documentation says `header`, the typings say both.
      const { apFilePath, tempFilePath = apFilePath, headers, header = headers } = payload
      return { ...payload, tempFilePath, header }
    },
    failure: readFailure,
  }
}
