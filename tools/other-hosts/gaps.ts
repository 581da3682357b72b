import type { ScenarioName } from './scenarios.js'

/** What a host cannot do. The scenarios are run all the same: one that holds is no gap any more. */
export interface Gap {
  readonly host: string
  readonly scenarios: readonly ScenarioName[]
  readonly reason: string
  /** What the scenarios have to say, so that they fail for this reason and for no other. */
  readonly says: RegExp
}

export const gaps: readonly Gap[] = [
  {
    host: 'miniprogram-simulate',
    scenarios: [
      'the bytes of the file',
      'request headers',
      'response headers',
      'redirect',
      'gzip',
      'no Content-Length',
      'status 404',
      'unreachable',
      'unknown host name',
      'reset in the middle',
      'redirects without end',
      'abort ends the connection',
      'reset in the middle, then well',
      '503, then well',
    ],
    reason: 'no network and no files: every download is a success with status 200 and the empty file "/"',
    says: /^(bytes: 0,|x-course: undefined,|statusCode: 200,|no failure: |ended before the abort)/,
  },
  {
    host: '@tarojs/taro-h5',
    scenarios: ['response headers'],
    reason: 'the headers event has all headers in one text, and the result has none',
    says: /^x-course: undefined,/,
  },
  {
    host: '@dcloudio/uni-h5',
    scenarios: ['response headers'],
    reason: 'onHeadersReceived throws "Method not implemented", and the result has none',
    says: /^x-course: undefined,/,
  },
]
