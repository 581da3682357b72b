import { asRecord, type RequestDialect } from '@miniferry/download-core'
import { readRequestFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.request` in core's words (native-apis.md §3.3, §5.1). */
export function createRequestDialect(host: GetHost): RequestDialect {
  return {
    host,
    read(payload) {
      // The typings name both twice; the event has `headers`.
      const reported = asRecord(payload)
      return { statusCode: reported.status, header: reported.headers, ...reported }
    },
    failure: readRequestFailure,
    options: ({ header, ...request }) => ({
      ...request,
      ...(header && { headers: header }),
      dataType: 'arraybuffer',
    }),
  }
}
