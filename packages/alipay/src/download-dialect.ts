import { memberOf, type NativeDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.downloadFile` in core's words (native-apis.md §1.2, §1.3, §2). */
export function createDownloadDialect(host: GetHost): NativeDialect {
  return {
    host,
    result: (payload) => ({
      // `apFilePath` is the name of clients before base library 2.7.23, and still there.
      tempFilePath: memberOf(payload, 'tempFilePath') ?? memberOf(payload, 'apFilePath'),
      filePath: memberOf(payload, 'filePath'),
      statusCode: memberOf(payload, 'statusCode'),
      // The documentation says `header`, the typings say both.
      header: memberOf(payload, 'header') ?? memberOf(payload, 'headers'),
      dataLength: memberOf(payload, 'dataLength'),
    }),
    failure: (payload, url) => readFailure('downloadFile', payload, url),
    headers: (payload) => memberOf(payload, 'headers') ?? memberOf(payload, 'header'),
  }
}
