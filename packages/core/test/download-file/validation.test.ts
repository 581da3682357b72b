import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDownloadFile, type DownloadError, type DownloadFileOptions } from '../../src/index.js'
import { createStubPlatform } from '../stub-platform.js'

const url = 'https://example.com/file'
const secret = 'Bearer abc\n'
const cyclic: Record<string, unknown> = Object.create(null)
cyclic.self = cyclic

const invalid: [title: string, options: unknown, message: string][] = [
  ['no options', undefined, 'invalid options: expected an object with a url, got undefined'],
  ['null for options', null, 'invalid options: expected an object with a url, got null'],
  ['text for options', url, 'invalid options: expected an object with a url, got string'],
  ['no url', {}, 'invalid url: expected an http: or https: URL, got undefined'],
  ['a url of null', { url: null }, 'invalid url: expected an http: or https: URL, got null'],
  ['a url that is no text', { url: 5 }, 'invalid url: expected an http: or https: URL, got number 5'],
  ['a list with a url', { url: [url] }, 'invalid url: expected an http: or https: URL, got [object Array]'],
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
  [
    'an empty filePath',
    { url, filePath: '' },
    'invalid filePath: expected a path in env.USER_DATA_PATH, usr/…, got string ',
  ],
  [
    'a filePath that is no text',
    { url, filePath: {} },
    'invalid filePath: expected a path in env.USER_DATA_PATH, usr/…, got [object Object]',
  ],
  [
    'a filePath that is a name only',
    { url, filePath: 'x.pdf' },
    'invalid filePath: expected a path in env.USER_DATA_PATH, usr/…, got string x.pdf',
  ],
  [
    'a filePath in a folder that begins with the same letters',
    { url, filePath: 'usr2/a' },
    'invalid filePath: expected a path in env.USER_DATA_PATH, usr/…, got string usr2/a',
  ],
  [
    'a filePath that is the folder itself',
    { url, filePath: 'usr/' },
    'invalid filePath: expected a path in env.USER_DATA_PATH, usr/…, got string usr/',
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
  [
    'the words for an object as headers',
    { url, header: '[object Object]' },
    'invalid header: expected an object, got string [object Object]',
  ],
  [
    'the words for a number as a timeout',
    { url, timeout: 'number 5' },
    'invalid timeout: expected a positive number of milliseconds, got string number 5',
  ],
  [
    'the word for a flag',
    { url, enableHttp2: 'boolean' },
    'invalid enableHttp2: expected a boolean, got string boolean',
  ],
  [
    'the word for a callback',
    { url, success: 'function' },
    'invalid success: expected a function, got string function',
  ],
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
    'invalid header.referer : expected the name of a header, and not Referer, got string referer ',
  ],
  ['headers of null', { url, header: null }, 'invalid header: expected an object, got null'],
  [
    'Referer',
    { url, header: { referer: 'a' } },
    'invalid header.referer: expected the name of a header, and not Referer, got string referer',
  ],
  [
    'a header that is no text',
    { url, header: { A: 5 } },
    'invalid header.A: expected a string on one line, got number',
  ],
  [
    'a header without a name',
    { url, header: { '': 'a' } },
    'invalid header.: expected the name of a header, and not Referer, got string ',
  ],
  [
    'a header with a line break, whose value is kept to ourselves',
    { url, header: { Authorization: secret } },
    'invalid header.Authorization: expected a string on one line, got string',
  ],
  [
    'a header name with a line break',
    { url, header: { 'A\r\nB': 'a' } },
    'invalid header.A\r\nB: expected the name of a header, and not Referer, got string A\r\nB',
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
    { filePath: 'usr/a' },
    { header: {} },
    { header: { A: '' } },
    { header: { 'X-Referer': 'a', 'Referer-Policy': 'b' } },
    { header: undefined, timeout: undefined, signal: undefined, success: undefined },
    { enableProfile: true },
  ] as Partial<DownloadFileOptions>[])('%j is passed', (options) => {
    const platform = createStubPlatform()
    void createDownloadFile(platform)({ url, ...options })
    expect(platform.requests).toHaveLength(1)
    platform.listener.success({ tempFilePath: 'tmp/1', filePath: 'usr/a' })
  })
})

describe('white space around a url', () => {
  it.each([' ', '\n', '\r\n\t', '\u3000'])('%j is no part of it, on neither side', (space) => {
    const platform = createStubPlatform()
    const downloadFile = createDownloadFile(platform)
    void downloadFile({ url: space + url })
    void downloadFile({ url: url + space })
    expect(platform.requests).toEqual([{ url }, { url }])
  })
})

describe('a name that is no option', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  afterEach(() => {
    warn.mockClear()
  })

  it('is warned about once, by name, and changes nothing', () => {
    const platform = createStubPlatform()
    const downloadFile = createDownloadFile(platform)
    const options = { url, headers: { A: 'a' }, retries: 3 } as DownloadFileOptions
    for (let count = 0; count < 2; count += 1) void downloadFile(options)
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^\[miniferry\] headers is not an option; options are header, timeout, /)],
      [expect.stringMatching(/^\[miniferry\] retries is not an option; /)],
    ])
    expect(platform.requests).toEqual([{ url }, { url }])
  })

  it('is none of those that are', () => {
    const downloadFile = createDownloadFile(createStubPlatform())
    const signal = { aborted: false, addEventListener() {}, removeEventListener() {} }
    const done = (): undefined => undefined
    const callbacks = { success: done, fail: done, complete: done }
    void downloadFile({
      url,
      header: {},
      timeout: 1,
      filePath: 'usr/a',
      enableProfile: true,
      signal,
      ...callbacks,
    })
    expect(warn).not.toHaveBeenCalled()
  })
})

it('where there is no host, what to do is said before anything else', async () => {
  const downloadFile = createDownloadFile(createStubPlatform({ absence: () => 'there is no stub here' }))
  await expect(downloadFile({} as DownloadFileOptions)).rejects.toMatchObject({
    code: 'unsupported',
    errMsg: 'downloadFile:fail there is no stub here',
    retryable: false,
  })
})
