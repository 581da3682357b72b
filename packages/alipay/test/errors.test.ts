import type { DownloadErrorCode } from '@miniferry/download-core'
import { describe, expect, it } from 'vitest'
import {
  errorTable,
  generalRequestRows,
  generalRows,
  readFailure,
  readRequestFailure,
  requestErrorTable,
} from '../src/errors.js'
import { createFileDialect } from '../src/file-dialect.js'

type Case = [error: number | undefined, words: string, code: DownloadErrorCode, where: string]

// native-apis.md §3.3, every row.
const seen: Case[] = [
  [1, '该接口暂不支持', 'unsupported', 'the IDE'],
  [2, 'invalid parameter!', 'invalid-argument', 'url or filePath'],
  [4, '无权调用', 'url-not-allowed', 'the list of domains'],
  [9, 'uploadFile:fail abort', 'aborted', 'as documented for uploads'],
  [11, 'not have permission', 'url-not-allowed', 'older'],
  [12, '下载失败', 'network', 'typings'],
  [12, 'download failed', 'network', 'FAQ'],
  [12, '似乎已断开与互联网的连接。', 'network', 'iOS, offline'],
  [12, 'downloadFile:fail abort', 'aborted', 'an abort under another number'],
  [12, '请求超时', 'timeout', 'a timeout, filed under 12 as for uploads'],
  [12, 'The request timed out.', 'timeout', 'iOS'],
  [13, '没有权限', 'url-not-allowed', 'typings, before 2022'],
  [13, 'timeout', 'timeout', 'the number of request, with words that say so'],
  [19, 'http status error', 'http-status', 'a 404 on some clients'],
  [19, 'timeout', 'http-status', 'a number that tells, whatever the words'],
  [20, '请求被限流', 'too-many', 'https'],
  [3, '写入失败', 'file-system', 'a file'],
  [3, '存储空间不足', 'storage-full', 'a limit of storage in words, whatever the number'],
  [12, '文件保存失败', 'file-system', 'saving after the transfer'],
  [12, 'HTTP 404', 'http-status', 'a status in the words'],
  [12, 'Software caused connection abort', 'network', 'no abort of anybody'],
  [13, 'no permission', 'url-not-allowed', 'FAQ'],
  [10022, '文件不存在', 'file-system', 'no parent folder of filePath'],
  [10024, '没有权限', 'file-system', 'filePath not writable'],
  [10025, '已存在', 'file-system', 'something is there'],
  [10028, '超出限制', 'storage-full', '10 MB a file, or 50 MB in all'],
  [undefined, '请求超时异常', 'timeout', 'words alone'],
]

describe('a failure that Alipay documents', () => {
  it.each(seen)('%s %s is %s: %s', (error, errorMessage, code) => {
    const payload = error === undefined ? { errorMessage } : { error, errorMessage }
    const failure = readFailure('downloadFile', payload, 'https://a.com')
    expect(failure).toMatchObject({ code, errno: error, native: payload })
  })

  it('20 is about the url for http, and about the rate for https', () => {
    const read = (errorMessage: string, url: string): string =>
      readFailure('downloadFile', { error: 20, errorMessage }, url).code
    expect(read('请求的 URL 不支持 HTTP', 'http://a.com')).toBe('invalid-argument')
    // A redirect from https to http.
    expect(read('请求url不支持http,请使用https', 'https://a.com')).toBe('invalid-argument')
    expect(read('请求被限流', 'https://a.com')).toBe('too-many')
    expect(read('失败', 'http://a.com')).toBe('invalid-argument')
  })

  it('keeps what newer clients add', () => {
    const payload = { error: 4, errorMessage: '无权调用', message: '无权调用', signature: 'N22104' }
    expect(readFailure('downloadFile', payload, '').native).toBe(payload)
  })
})

describe('a failure of the file system', () => {
  it.each([
    ['getFileInfo', 16, 'unsupported'],
    ['getFileInfo', 17, 'file-system'],
    ['writeFile', 3, 'file-system'],
    ['unlink', 10023, 'file-system'],
    ['saveFile', 10028, 'storage-full'],
    ['rename', 10025, 'file-system'],
    ['saveFile', 2, 'invalid-argument'],
  ] as const)('%s %i is %s', (api, error, code) => {
    expect(readFailure(api, { error, errorMessage: '失败' }, '')).toMatchObject({ code, errno: error })
  })
})

// native-apis.md §3.3, the table of `my.request` and §5.1, every row.
const seenOfRequest: Case[] = [
  [1, 'not implemented!', 'unsupported', 'FAQ, also a page that is gone'],
  [2, 'invalid parameter!', 'invalid-argument', 'FAQ, also a url that is too long'],
  [4, '无权调用', 'url-not-allowed', 'FAQ, N22104'],
  [11, 'not have permission', 'url-not-allowed', 'FAQ'],
  [9, 'request:fail abort', 'aborted', 'as documented for uploads'],
  [12, 'request:fail abort', 'aborted', 'an abort under another number'],
  [12, '网络出错', 'network', 'FAQ'],
  [12, '似乎已断开与互联网的连接。', 'network', 'iOS, offline'],
  [12, 'The request timed out.', 'timeout', 'iOS'],
  [13, '请求超时', 'timeout', 'FAQ'],
  [13, 'odd', 'timeout', 'the number alone'],
  [14, 'parse arraybuffer data error', 'network', 'typings'],
  [14, 'JSON parse data error', 'network', 'typings'],
  [14, '请求超时异常', 'timeout', 'words of the dump in the FAQ'],
  [19, 'http status error', 'http-status', 'typings, FAQ'],
  [19, 'http status error 503', 'http-status', 'with the status in the words'],
  [20, '请求被限流', 'too-many', 'FAQ'],
  [23, 'proxy failed', 'network', 'FAQ'],
  [undefined, '请求超时异常', 'timeout', 'words alone'],
  [99, 'odd', 'unknown', 'nowhere'],
]

describe('a failure of my.request', () => {
  it.each(seenOfRequest)('%s %s is %s: %s', (error, errorMessage, code) => {
    const payload = error === undefined ? { errorMessage } : { error, errorMessage }
    expect(readRequestFailure('request', payload, 'https://a.com')).toMatchObject({
      code,
      errno: error,
      native: payload,
    })
  })

  it('20 is about the url for http, and about the rate for https', () => {
    const read = (errorMessage: string, url: string): string =>
      readRequestFailure('request', { error: 20, errorMessage }, url).code
    expect(read('请求的 URL 不支持 HTTP', 'http://a.com')).toBe('invalid-argument')
    expect(read('请求url不支持http,请使用https', 'https://a.com')).toBe('invalid-argument')
    expect(read('请求被限流', 'https://a.com')).toBe('too-many')
    expect(read('失败', 'http://a.com')).toBe('invalid-argument')
  })

  it('14 is a timeout where its status says so, as in the dump of the FAQ', () => {
    const dump = {
      data: '请求超时异常',
      error: 14,
      headers: '{}',
      status: 13,
      errorMessage: 'JSON parse data error',
    }
    const failure = readRequestFailure('request', dump, 'https://a.com')
    expect(failure).toMatchObject({
      code: 'timeout',
      errMsg: 'request:fail JSON parse data error',
      native: dump,
    })
    expect(readRequestFailure('request', { ...dump, status: 200 }, 'https://a.com').code).toBe('network')
  })

  it('of a client without it is unsupported', () => {
    const exception = new TypeError('request is not available on this client')
    expect(readRequestFailure('request', exception, 'https://a.com').code).toBe('unsupported')
  })
})

describe('the status', () => {
  it.each([
    ['http status error', undefined],
    ['http status error 403', 403],
    ['HTTP 503', 503],
  ])('of 19 with the words %s is %s', (errorMessage, statusCode) => {
    for (const read of [readFailure, readRequestFailure]) {
      expect(read('request', { error: 19, errorMessage }, 'https://a.com')).toMatchObject({
        code: 'http-status',
        statusCode,
      })
    }
  })
})

it.each([
  ['downloads', errorTable.concat(generalRows), seen],
  ['requests', requestErrorTable.concat(generalRequestRows), seenOfRequest],
])('every row of the table of %s is reached by a case of its own', (_, rows, cases) => {
  const reached = cases.map(([error, words, code]) =>
    rows.find((row) => row[0] === code && row[1].test(`${error} https ${words}`)),
  )
  expect(rows.filter((row) => !reached.includes(row))).toEqual([])
})

describe('a number that only ends like one of those', () => {
  const numbersOf = (cases: readonly Case[]): number[] => [
    ...new Set(cases.flatMap(([error]) => (error === undefined ? [] : [Number(`9${error}`)]))),
  ]

  it.each(numbersOf(seen))('%i says nothing', (error) => {
    expect(readFailure('downloadFile', { error, errorMessage: '失败' }, 'https://a.com').code).toBe('unknown')
  })

  it.each(numbersOf(seenOfRequest))('%i says nothing of a request', (error) => {
    expect(readRequestFailure('request', { error, errorMessage: '失败' }, 'https://a.com').code).toBe(
      'unknown',
    )
  })

  it.each([910022, 910025, 910024, 93])('%i is none of a file', (error) => {
    const { missing, present, denied, vague } = createFileDialect(() => undefined)
    const words = `${error} unlink:fail undefined is odd`
    expect([missing, present, denied, vague].some((pattern) => pattern.test(words))).toBe(false)
  })
})

describe('a failure of another shape', () => {
  it('has its words in message', () => {
    expect(readFailure('downloadFile', { error: 2, message: 'invalid parameter!' }, '').errMsg).toBe(
      'downloadFile:fail invalid parameter!',
    )
  })

  it.each([undefined, null, 'text', 5, {}])('is %s, and unknown', (payload) => {
    expect(readFailure('downloadFile', payload, '')).toMatchObject({ code: 'unknown', native: payload })
  })
})
