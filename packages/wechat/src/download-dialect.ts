import type { NativeDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `wx.downloadFile` in core's words, which are WeChat's own (native-apis.md §1.2, §2). */
export function createDownloadDialect(host: GetHost): NativeDialect {
  return {
    host,
    result: (payload) => payload,
    failure: (payload, url) => readFailure('downloadFile', payload, url),
    headers: (payload) => payload.header,
  }
}
