import type { RequestDialect } from '@miniferry/download-core'
import { createDownloadDialect } from './download-dialect.js'
import type { GetHost } from './host.js'

/** `wx.request` in core's words, which are WeChat's own (native-apis.md §3.1, §5.1). */
export function createRequestDialect(host: GetHost): RequestDialect {
  return {
    ...createDownloadDialect(host),
    options: (request) => ({ ...request, responseType: 'arraybuffer' }),
  }
}
