import { asRecord, type NativeDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `wx.downloadFile` in core's words, which are WeChat's own (native-apis.md §1.2, §2). */
export function createDownloadDialect(host: GetHost): NativeDialect {
  return {
    host,
    read: asRecord,
    failure: readFailure,
  }
}
