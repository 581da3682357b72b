import type { DownloadErrorCode } from '@miniferry/download-core'
import { describe, expect, it } from 'vitest'
import { errorTable, generalRows, readFailure } from '../src/errors.js'
import { createFileDialect } from '../src/file-dialect.js'

type Case = [words: string, errno: number | undefined, code: DownloadErrorCode, where: string]

// native-apis.md §3.2, every row, and the table of environments below it.
const seen: Case[] = [
  ['fail url not in domain list', undefined, 'url-not-allowed', 'DevTools, iOS'],
  ['fail createDownloadTask:fail url not in domain list', undefined, 'url-not-allowed', 'Android'],
  ['fail redirect fail url not in domain list', 600002, 'url-not-allowed', 'a redirect, devices'],
  ['fail Url "https://a.com/timeout" not in plugin\'s domain list', undefined, 'url-not-allowed', 'a plugin'],
  ['fail createDownloadTask:fail invalid url', undefined, 'invalid-argument', 'Android'],
  ['fail invalid url', undefined, 'invalid-argument', 'PC'],
  ['fail url scheme is invalid', 600005, 'invalid-argument', 'devices'],
  ['fail downloadFile protocol must be http or https', undefined, 'invalid-argument', 'DevTools'],
  ['fail exceed max file size', undefined, 'too-large', 'all'],
  ['fail interrupted', undefined, 'interrupted', 'devices, in the background for 5 s'],
  [
    'fail createDownloadTask:fail: jsapi has no permission, event=createDownloadTask, runningState=suspend, permissionMsg=permission ok, detail=network api interrupted in suspend state',
    undefined,
    'interrupted',
    'Android, called while suspended',
  ],
  ['fail abort', undefined, 'aborted', 'all'],
  ['fail timeout', undefined, 'timeout', 'current clients'],
  ['fail socket timeout', undefined, 'timeout', 'Android before cronet'],
  ['fail socket time out timeout:60000', undefined, 'timeout', 'Android before cronet'],
  ['fail 请求超时', undefined, 'timeout', 'iOS before cronet'],
  ['fail getParentFile failed', undefined, 'file-system', 'Android'],
  ['fail exceed max download connection count 10', undefined, 'too-many', 'older clients'],
  ['fail reached max redirect count', undefined, 'network', 'too many redirects'],
  ['fail Error: aborted', undefined, 'network', 'DevTools, a connection that breaks in the body'],
  [
    'fail the maximum size of the file storage limit is exceeded',
    undefined,
    'storage-full',
    'over the quota',
  ],
  [
    'fail errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID',
    600001,
    'tls',
    'iOS, Android with cronet',
  ],
  [
    'fail errcode:-202 cronet error code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID',
    undefined,
    'tls',
    'the other spelling',
  ],
  [
    'fail errcode:10011 cronet_error_code:0 error_msg:network change, cancel all task',
    600001,
    'network',
    'iOS, a switch of networks',
  ],
  ['fail -109:net::ERR_ADDRESS_UNREACHABLE', undefined, 'network', 'Android with cronet'],
  ['fail network is down', undefined, 'network', 'iOS 14, local network refused'],
  ['fail Error: unable to verify the first certificate', undefined, 'tls', 'DevTools'],
  ['fail Error: socket hang up', undefined, 'network', 'DevTools'],
  ['fail Error: connect ECONNREFUSED 127.0.0.1:80', undefined, 'network', 'DevTools'],
  ['fail Error: getaddrinfo ENOTFOUND a.com', undefined, 'network', 'DevTools'],
  ['fail Error: connect ETIMEDOUT 1.2.3.4:443', undefined, 'timeout', 'DevTools'],
  ['fail request connect error', undefined, 'network', 'Android before 7.0.10'],
  ['fail request unknow host error', undefined, 'network', 'Android before 7.0.10'],
  ['fail ssl hand shake error', undefined, 'tls', 'Android before 7.0.10'],
  ['fail permission denied, open "wxfile://usr/abort/a"', undefined, 'file-system', 'filePath not writable'],
  ['fail no such file or directory "wxfile://usr/timeout"', undefined, 'file-system', 'no parent folder'],
  [
    'fail parameter error: parameter.url should be String instead of Undefined;',
    undefined,
    'invalid-argument',
    'base library',
  ],
  [
    'fail parameter error: parameter.timeout should be Number instead of String;',
    undefined,
    'invalid-argument',
    'base library',
  ],
  ['fail -105:net::ERR_NAME_NOT_RESOLVED', undefined, 'network', 'Android, DNS'],
  [
    'fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    600001,
    'network',
    'iOS',
  ],
  ['fail errcode:-7 cronet_error_code:-7 error_msg:net::ERR_TIMED_OUT', 600001, 'timeout', 'iOS'],
  ['fail -118:net::ERR_CONNECTION_TIMED_OUT', undefined, 'timeout', 'Android'],
  ['fail -107:net::ERR_SSL_PROTOCOL_ERROR', undefined, 'tls', 'Android'],
  ['fail -201:net::ERR_CERT_DATE_INVALID', undefined, 'tls', 'Android'],
  ['fail -3:net::ERR_ABORTED', undefined, 'network', 'Android, not our abort'],
  ['fail -21:net::ERR_NETWORK_CHANGED', undefined, 'network', 'Android'],
  ['fail -324:net::ERR_EMPTY_RESPONSE', undefined, 'network', 'Android'],
  ['fail 似乎已断开与互联网的连接。', undefined, 'network', 'iOS, offline'],
  ['fail the same task is working', undefined, 'too-many', 'older Android, a second task of one url'],
  ['fail max_connected', undefined, 'too-many', 'Android, over the limit'],
  ['fail file data is empty', undefined, 'network', 'iOS, one of several at once'],
  ['fail download fail save file fail', 603300, 'file-system', 'Android'],
  ['fail temp file size exceed limit', 603300, 'storage-full', 'Android, the temporary files together'],
  ['fail redirect url not in domain list:a.com', 600002, 'url-not-allowed', 'Android'],
  ['fail download fail:-101:net::ERR_CONNECTION_RESET', 600001, 'network', 'Android'],
  ['fail Software caused connection abort', 600000, 'network', 'Android, no abort of anybody'],
]

// native-apis.md §3.1, by number alone, as a client with other words would send it.
const numbers: [errno: number, code: DownloadErrorCode][] = [
  [5, 'timeout'],
  [100, 'unsupported'],
  [101, 'invalid-argument'],
  [108, 'network'],
  [600000, 'network'],
  [600001, 'network'],
  [600002, 'url-not-allowed'],
  [600003, 'interrupted'],
  [600004, 'network'],
  [600005, 'invalid-argument'],
  [600006, 'network'],
  [600007, 'too-many'],
  [600008, 'network'],
  [600009, 'invalid-argument'],
  [600010, 'invalid-argument'],
  [600011, 'invalid-argument'],
  [603105, 'aborted'],
  [603300, 'file-system'],
  [603301, 'too-large'],
  [603303, 'file-system'],
  [603101, 'unsupported'],
  [603102, 'unsupported'],
  [1300202, 'storage-full'],
  ...[
    1300001, 1300002, 1300005, 1300009, 1300013, 1300014, 1300020, 1300021, 1300022, 1300036, 1300066,
    1300201, 1300203, 1300300, 1300301, 1301000, 1301002, 1301003, 1301004, 1301005, 1301006, 1301007,
    1301008, 1301009, 1301100, 1301102, 1301103, 1301104, 1301111, 1301112, 1302001, 1302002, 1302003,
    1302004, 1302005, 1302100,
  ].map((errno): [number, DownloadErrorCode] => [errno, 'file-system']),
  [603302, 'network'],
  // The numbers of requests.
  [602300, 'too-large'],
  ...[602000, 602001, 602002, 602101, 602102, 602103, 602104, 602105, 602106, 602107, 602108, 602301].map(
    (errno): [number, DownloadErrorCode] => [errno, 'network'],
  ),
  // No row: permissions of the user, WeChat's own back end, text that is never asked for, other APIs, or a meaning for
  // downloads that is not known.
  ...[0, 1, 3, 4, 102, 103, 104, 106, 109, 110, 111, 1000, 602302, 603103, 603104].map(
    (errno): [number, DownloadErrorCode] => [errno, 'unknown'],
  ),
]

describe('words that WeChat was seen to say', () => {
  it.each(seen)('%s (%s) is %s: %s', (words, errno, code) => {
    const payload = { errMsg: `downloadFile:${words}`, ...(errno === undefined ? {} : { errno }) }
    const failure = readFailure('downloadFile', payload, 'https://a.com')
    expect(failure).toEqual({ code, errMsg: payload.errMsg, errno, native: payload })
  })
})

describe('a number that WeChat documents', () => {
  it.each(numbers)('%i is %s', (errno, code) => {
    const failure = readFailure('downloadFile', { errno, errMsg: 'downloadFile:fail odd' }, 'https://a.com')
    expect(failure).toMatchObject({ code, errno })
  })
})

describe('a number that only ends like one of those', () => {
  it.each(numbers.map(([errno]) => Number(`9${errno}`)))('%i says nothing', (errno) => {
    const failure = readFailure('downloadFile', { errno, errMsg: 'downloadFile:fail odd' }, 'https://a.com')
    expect(failure).toMatchObject({ code: 'unknown', errno })
  })

  it.each([91300002, 91301005, 91300001, 91301000])('%i is none of a file', (errno) => {
    const { missing, present, denied, vague } = createFileDialect(() => undefined)
    const words = `${errno} unlink:fail undefined is odd`
    expect([missing, present, denied, vague].some((pattern) => pattern.test(words))).toBe(false)
  })
})

describe('a number of WeChat', () => {
  const read = (errno: number, words: string) =>
    readFailure('downloadFile', { errno, errMsg: `downloadFile:fail ${words}` }, 'https://a.com').code

  it.each(numbers.filter(([errno, code]) => code !== 'unknown' && !generalRows[0]?.[1].test(`${errno} `)))(
    '%i is %s, whatever the words',
    (errno, code) => {
      for (const words of ['timeout', 'abort', 'network is down', 'HTTP 503']) {
        expect(read(errno, words)).toBe(code)
      }
    },
  )

  it.each([603300, 603303, 1300201, 600001])('%i gives way to a limit of storage in the words', (errno) => {
    expect(read(errno, 'the maximum size of the file storage limit is exceeded')).toBe('storage-full')
  })
})

it('every row of the tables is reached by a case of its own', () => {
  const rows = errorTable.concat(generalRows)
  const reached = numbers.map(([errno, code]) =>
    rows.find((row) => row[0] === code && row[1].test(`${errno} `)),
  )
  expect(rows.filter((row) => !reached.includes(row))).toEqual([])
})

describe('a failure of another shape', () => {
  it('of the file system has its number in errCode', () => {
    const payload = { errCode: 1300202, errMsg: 'saveFile:fail odd' }
    expect(readFailure('saveFile', payload, '')).toMatchObject({ code: 'storage-full', errno: 1300202 })
  })

  it('prefers errno where both are there', () => {
    expect(readFailure('saveFile', { errCode: 1, errno: 1300202 }, '').errno).toBe(1300202)
  })

  it('is an exception', () => {
    const exception = new TypeError('downloadFile is not available on this client')
    expect(readFailure('downloadFile', exception, '')).toMatchObject({
      code: 'unsupported',
      errMsg: 'downloadFile:fail downloadFile is not available on this client',
      native: exception,
    })
  })

  it.each([undefined, null, 'text', 5, {}])('is %s, and unknown', (payload) => {
    expect(readFailure('downloadFile', payload, '')).toMatchObject({ code: 'unknown', native: payload })
  })
})
