import { describe, expect, it, vi } from 'vitest'
import { createDownloadFile, type DownloadError, type DownloadFileOptions } from '../src/index.js'
import { createStubPlatform } from './stub-platform.js'

const url = 'https://example.com/file'
const secret = 'Bearer abc\n'
const cyclic: Record<string, unknown> = Object.create(null)
cyclic.self = cyclic

const invalid: [title: string, options: unknown, message: string][] = [
  ['no options', undefined, 'invalid url: expected an http: or https: URL, got undefined'],
  ['null for options', null, 'invalid url: expected an http: or https: URL, got undefined'],
  ['text for options', url, 'invalid url: expected an http: or https: URL, got undefined'],
  ['no url', {}, 'invalid url: expected an http: or https: URL, got undefined'],
  ['a url of null', { url: null }, 'invalid url: expected an http: or https: URL, got null'],
  ['a url that is no text', { url: 5 }, 'invalid url: expected an http: or https: URL, got number 5'],
  ['an empty url', { url: '' }, 'invalid url: expected an http: or https: URL, got string '],
  ['a path for url', { url: '/a' }, 'invalid url: expected an http: or https: URL, got string /a'],
  [
    'another scheme',
    { url: 'wxfile://tmp' },
    'invalid url: expected an http: or https: URL, got string wxfile://tmp',
  ],
  ['no host', { url: 'https:///a' }, 'invalid url: expected an http: or https: URL, got string https:///a'],
  [
    'another scheme with credentials',
    { url: 'ftp://me:pass@host/?key=1' },
    'invalid url: expected an http: or https: URL, got string ftp://host/?key=…',
  ],
  [
    'a long url of another scheme',
    { url: `ftp://host/${'a'.repeat(100)}` },
    `invalid url: expected an http: or https: URL, got string ftp://host/${'a'.repeat(49)}`,
  ],
  [
    'a timeout of zero',
    { url, timeout: 0 },
    'invalid timeout: expected a positive number of milliseconds, got number 0',
  ],
  [
    'a negative timeout',
    { url, timeout: -1 },
    'invalid timeout: expected a positive number of milliseconds, got number -1',
  ],
  [
    'NaN',
    { url, timeout: Number.NaN },
    'invalid timeout: expected a positive number of milliseconds, got number NaN',
  ],
  [
    'an endless timeout',
    { url, timeout: Number.POSITIVE_INFINITY },
    'invalid timeout: expected a positive number of milliseconds, got number Infinity',
  ],
  [
    'a timeout as text',
    { url, timeout: '5' },
    'invalid timeout: expected a positive number of milliseconds, got string 5',
  ],
  [
    'a timeout of null',
    { url, timeout: null },
    'invalid timeout: expected a positive number of milliseconds, got null',
  ],
  ['an empty filePath', { url, filePath: '' }, 'invalid filePath: expected a path, got string '],
  [
    'a filePath that is no text',
    { url, filePath: {} },
    'invalid filePath: expected a path, got [object Object]',
  ],
  ['a flag as text', { url, enableHttp2: 'yes' }, 'invalid enableHttp2: expected a boolean, got string yes'],
  ['a flag as number', { url, enableQuic: 1 }, 'invalid enableQuic: expected a boolean, got number 1'],
  ['a flag of null', { url, enableProfile: null }, 'invalid enableProfile: expected a boolean, got null'],
  [
    'a signal that is none',
    { url, signal: {} },
    'invalid signal: expected an AbortSignal, got [object Object]',
  ],
  ['a signal of null', { url, signal: null }, 'invalid signal: expected an AbortSignal, got null'],
  ['a callback that is none', { url, success: 'f' }, 'invalid success: expected a function, got string f'],
  [
    'another callback that is none',
    { url, complete: Symbol('s') },
    'invalid complete: expected a function, got symbol Symbol(s)',
  ],
  [
    'an object that cannot be shown',
    { url, fail: cyclic },
    'invalid fail: expected a function, got [object Object]',
  ],
  ['headers as text', { url, header: 'a: b' }, 'invalid header: expected an object, got string a: b'],
  ['headers in a Map', { url, header: new Map() }, 'invalid header: expected an object, got [object Map]'],
  ['headers in a list', { url, header: ['a'] }, 'invalid header: expected an object, got [object Array]'],
  [
    'a signal that cannot be let go',
    { url, signal: { addEventListener() {} } },
    'invalid signal: expected an AbortSignal, got [object Object]',
  ],
  [
    'a header name with a space',
    { url, header: { 'referer ': 'a' } },
    'invalid header.referer : expected a header name but Referer, and a string on one line, got string',
  ],
  ['headers of null', { url, header: null }, 'invalid header: expected an object, got null'],
  [
    'Referer',
    { url, header: { referer: 'a' } },
    'invalid header.referer: expected a header name but Referer, and a string on one line, got string',
  ],
  [
    'a header that is no text',
    { url, header: { A: 5 } },
    'invalid header.A: expected a header name but Referer, and a string on one line, got number',
  ],
  [
    'a header without a name',
    { url, header: { '': 'a' } },
    'invalid header.: expected a header name but Referer, and a string on one line, got string',
  ],
  [
    'a header with a line break, whose value is kept to ourselves',
    { url, header: { Authorization: secret } },
    'invalid header.Authorization: expected a header name but Referer, and a string on one line, got string',
  ],
  [
    'a header name with a line break',
    { url, header: { 'A\r\nB': 'a' } },
    'invalid header.A\r\nB: expected a header name but Referer, and a string on one line, got string',
  ],
]

describe('an invalid option', () => {
  it.each(invalid)(
    '%s is one rejected task that names it, and the host is not called',
    async (_, options, message) => {
      const platform = createStubPlatform()
      const task = createDownloadFile(platform)(options as DownloadFileOptions)
      const error: DownloadError = await task.then(
        () => Promise.reject(new Error('expected a rejection')),
        (reason) => reason,
      )
      expect(error).toMatchObject({ code: 'invalid-argument', retryable: false, platform: 'stub' })
      expect(error.errMsg).toBe(`downloadFile:fail ${message}`)
      expect(platform.requests).toEqual([])
      // Its members are there and do nothing.
      task.onProgressUpdate(() => undefined)
      task.abort()
    },
  )

  it('reaches the callbacks that are functions, after the call returned', async () => {
    const fail = vi.fn()
    const complete = vi.fn()
    void createDownloadFile(createStubPlatform())({ url: 'no', fail, complete })
    expect(fail).not.toHaveBeenCalled()
    await Promise.resolve()
    await Promise.resolve()
    expect(fail).toHaveBeenCalledTimes(1)
    expect(complete.mock.calls).toEqual(fail.mock.calls)
  })
})

describe('a valid option', () => {
  it.each([
    { timeout: 0.5 },
    { timeout: 1e21 },
    { filePath: 'a' },
    { header: {} },
    { header: { A: '' } },
    { header: undefined, timeout: undefined, signal: undefined, success: undefined },
    { enableProfile: true },
  ] as Partial<DownloadFileOptions>[])('%j is passed', (options) => {
    const platform = createStubPlatform()
    void createDownloadFile(platform)({ url, ...options })
    expect(platform.requests).toHaveLength(1)
    platform.listener.success({})
  })
})
