import { memberOf, type NativeDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `wx.downloadFile` in core's words (native-apis.md §1.2, §1.3, §2). */
export function createDownloadDialect(host: GetHost): NativeDialect {
  return {
    host,
    result: (payload) => ({
      tempFilePath: memberOf(payload, 'tempFilePath'),
      filePath: memberOf(payload, 'filePath'),
      statusCode: memberOf(payload, 'statusCode'),
      // Not documented, and there on devices.
      header: memberOf(payload, 'header'),
      dataLength: memberOf(payload, 'dataLength'),
      profile: memberOf(payload, 'profile'),
    }),
    failure: (payload, url) => readFailure('downloadFile', payload, url),
    headers: (payload) => memberOf(payload, 'header'),
  }
}
