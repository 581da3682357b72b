import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createDownloader,
  type DownloaderConfig,
  type DownloadRequest,
  isDownloadError,
  type Platform,
} from '../../src/index.js'
import { createScene, failure, flush, urlOf } from './scene.js'
import { createStubFullPlatform } from './stub-full-platform.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Field, what it has to be, values that are refused, values that are not. */
type Row = readonly [
  field: string,
  expected: string,
  refused: readonly unknown[],
  accepted: readonly unknown[],
]

const milliseconds = 'a positive number of milliseconds'
const fromZero = 'a number from 0 on'
const fromOne = 'a whole number from 1 on'

const policy: readonly Row[] = [
  ['header', 'an object', [null, 5, 'a', []], [{}, { 'X-Id': '1' }]],
  ['timeout', milliseconds, [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', null], [1, 0.5, 3e9]],
  ['stallTimeout', milliseconds, ['number 5', 0, -1, Number.NaN, '5', null], [1]],
  ['progressInterval', fromZero, ['number 5', -1, Number.NaN, '5', null], [0, 5, Number.POSITIVE_INFINITY]],
  [
    'network',
    "'any' or 'wifi'",
    ['any string wifi', 'wifi 5', 'string any', 'cellular', '', 5, null],
    ['any', 'wifi'],
  ],
  [
    'retry',
    'a number or an object',
    ['number 5', '[object Object]', -1, Number.NaN, '5', true, null, []],
    [0, 5, Number.POSITIVE_INFINITY, {}],
  ],
  ['resume', 'a boolean or an object', ['[object Object]', 'boolean', 5, 'yes', null, []], [true, false, {}]],
  ['validateStatus', 'a function', ['function', true, 200, {}, null], [() => true]],
  ['validateResponse', 'a function', ['function', true, {}, null], [() => true]],
  ['beforeAttempt', 'a function', ['function', true, {}, null], [() => undefined]],
  ['cacheMode', 'a cache mode', ['string default', 'no-stores', '', true, null], ['no-store', 'reload']],
  ['hashers', 'an object', ['[object Object]', 5, 'a', null, () => 1], [{}]],
]
const nested: readonly Row[] = [
  ['retry.limit', fromZero, [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.connectLimit', fromZero, [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.minDelay', fromZero, [-1, Number.NaN, '5', null], [0, 0.5]],
  ['retry.maxDelay', fromZero, [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.factor', fromZero, [-1, Number.NaN, '5', null], [0, 1.5]],
  ['retry.maxRetryAfter', fromZero, [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.jitter', "'full' or 'none'", ['nonesuch', 'string full', 'half', true, null], ['full', 'none']],
  ['retry.shouldRetry', 'a function', [true, {}, null], [() => true]],
  ['resume.segmentSize', fromOne, ['number 1', 0, -1, 1.5, Number.NaN, '5', null], [1, 1024]],
  ['resume.parallel', fromOne, [0, -1, 1.5, Number.POSITIVE_INFINITY, null], [1, 4]],
  [
    'resume.via',
    "'downloadFile' or 'request'",
    ['requests', 'string request', 'fetch', true, null],
    ['downloadFile', 'request'],
  ],
]
const ofRequest: readonly Row[] = [
  ['filePath', 'a path in env.USER_DATA_PATH, usr/…', ['', 5, null, {}], ['usr/a']],
  ['priority', 'a number', ['number 5', Number.NaN, Number.POSITIVE_INFINITY, '5', null], [-1, 0, 2.5]],
  ['key', 'a text that is not empty', ['', 5, null], ['a', '\n']],
  ['meta', 'an object', ['[object Object]', 'a', 5, null, []], [{}, { course: 12 }]],
  ['checksum', 'an object', ['[object Object]', 5, 'md5', null, []], []],
  ['checksum.algorithm', 'one of md5, sha1', ['', 5, null, 'sha256', 'toString'], []],
  ['checksum.value', 'hexadecimal digits', ['string ab', '', 'abc', 'xy', 5, null], ['ab', 'AB12']],
  ['signal', 'an AbortSignal', [null, 5, {}, { addEventListener() {} }], []],
  ['enableProfile', 'a boolean', [1, 'yes', null], [true, false]],
  ['enableHttp2', 'a boolean', [1, 'yes', null], [true, false]],
  ['enableQuic', 'a boolean', [1, 'yes', null], [true, false]],
  ['success', 'a function', [5, {}, null], [() => undefined]],
  ['fail', 'a function', [5, {}, null], [() => undefined]],
  ['complete', 'a function', [5, {}, null], [() => undefined]],
]
const ofConfig: readonly Row[] = [
  [
    'concurrency',
    fromOne,
    ['number 1', 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null],
    [1, 100],
  ],
  ['partMaxAge', fromZero, ['number 5', -1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['directory', 'a path in env.USER_DATA_PATH, usr/…', ['', 5, null], ['usr/other']],
]

function withField(field: string, value: unknown): Record<string, unknown> {
  const [outer = '', inner] = field.split('.')
  if (inner === undefined) return { [outer]: value }
  const base = outer === 'checksum' ? { algorithm: 'md5', value: 'ab' } : {}
  return { [outer]: { ...base, [inner]: value } }
}

type Case = [field: string, value: unknown, expected: string]

const cases = (rows: readonly Row[], which: 'refused' | 'accepted'): Case[] =>
  rows.flatMap(([field, expected, refused, accepted]) =>
    (which === 'refused' ? refused : accepted).map((value): Case => [field, value, expected]),
  )

describe('a request', () => {
  it.each(cases([...policy, ...nested, ...ofRequest], 'refused'))(
    'is refused for %s %j',
    async (field, value, expected) => {
      const { platform, add } = createScene()
      const download = add({ url: urlOf('a'), ...withField(field, value) } as DownloadRequest)
      expect(download.state).toBe('failed')
      const error = await failure(download)
      expect(error).toMatchObject({ code: 'invalid-argument', platform: 'stub', retryable: false })
      expect(error.errMsg).toContain(` invalid ${field}: expected ${expected}, got `)
      await flush()
      expect(platform.natives).toHaveLength(0)
      expect(download.attempts).toBe(0)
    },
  )

  it.each(cases([...policy, ...nested, ...ofRequest], 'accepted'))('may have %s %j', async (field, value) => {
    const { platform, add } = createScene()
    add({ url: urlOf('a'), ...withField(field, value) } as DownloadRequest)
    await flush()
    expect(platform.natives).toHaveLength(1)
  })

  it.each([undefined, null, 5, '', 'ftp://a', '/relative', 'https://'])(
    'is refused for the url %j',
    async (url) => {
      const { platform, add } = createScene()
      const error = await failure(add({ url } as DownloadRequest))
      expect(error.errMsg).toContain(' invalid url: expected an http: or https: URL, got ')
      expect(platform.natives).toHaveLength(0)
    },
  )

  it.each([undefined, null, 5, [], () => 1])('is refused if it is %j', async (request) => {
    const { add } = createScene()
    expect(await failure(add(request as unknown as DownloadRequest))).toMatchObject({
      code: 'invalid-argument',
    })
  })

  it('is refused where the filePath is not in the folder of the app', async () => {
    const { platform, add } = createScene()
    const { errMsg } = await failure(add({ url: urlOf('a'), filePath: 'x.pdf' }))
    expect(errMsg).toContain(
      'invalid filePath: expected a path in env.USER_DATA_PATH, usr/…, got string x.pdf',
    )
    expect(platform.natives).toHaveLength(0)
  })

  it('warns once about each name that is no option, and of settings that are of a downloader', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { add } = createScene()
    const request = { url: urlOf('a'), headers: {}, retry: { limt: 1 }, concurrency: 2 } as DownloadRequest
    for (let count = 0; count < 2; count += 1) add(request)
    add({ ...request, checksum: { algorithm: 'md5', value: 'ab' }, resume: { parallel: 2 }, priority: 1 })
    expect(warn.mock.calls.map(([text]) => String(text).replace(/;.*/, ''))).toEqual([
      '[miniferry] headers is not an option',
      '[miniferry] concurrency is not an option',
      '[miniferry] retry.limt is not an option',
    ])
    expect(warn.mock.calls[0]?.join()).toMatch(/options are [\w, ]+$/)
    warn.mockRestore()
  })

  it('is refused for a header that cannot be sent, and does not show its value', async () => {
    const { add } = createScene()
    for (const header of [{ Referer: 'x' }, { 'a b': 'secret' }, { a: 'secret\n' }]) {
      const { errMsg } = await failure(add({ url: urlOf('a'), header }))
      expect(errMsg).toContain('invalid header.')
      expect(errMsg).not.toContain('secret')
    }
  })

  it('is refused if its fields cannot be read', async () => {
    const { add } = createScene()
    const request = {
      get url(): string {
        throw new Error('of the app')
      },
    }
    expect(await failure(add(request))).toMatchObject({ code: 'invalid-argument' })
  })

  it('takes undefined for a field that is not there', async () => {
    const { platform, add } = createScene({ retry: 1, timeout: 500, header: { 'X-Id': '1' } })
    const names = [...policy, ...ofRequest].map(([name]) => name).filter((name) => !name.includes('.'))
    const nothing = Object.fromEntries(names.map((name) => [name, undefined]))
    add({ url: urlOf('a'), ...nothing })
    await flush()
    expect(platform.natives[0]?.request).toEqual({ url: urlOf('a'), header: { 'X-Id': '1' }, timeout: 500 })
  })

  it('adds its headers to those of the downloader', async () => {
    const { platform, add } = createScene({ header: { a: '1', b: '2' } })
    add({ url: urlOf('a'), header: { b: '3', c: '4' } })
    await flush()
    expect(platform.natives[0]?.request.header).toEqual({ a: '1', b: '3', c: '4' })
  })

  it('is refused for a `meta` that JSON cannot hold', async () => {
    const { add } = createScene()
    const meta: Record<string, unknown> = {}
    meta.self = meta
    const { errMsg } = await failure(add({ url: urlOf('a'), meta }))
    expect(errMsg).toContain(' invalid meta: expected what JSON can hold, got something else')
  })

  it('is refused for two places', async () => {
    const { add } = createScene()
    const { errMsg } = await failure(add({ url: urlOf('a'), filePath: 'usr/a', directory: 'usr/b' }))
    expect(errMsg).toContain(' invalid directory: expected either filePath or directory, got both')
  })

  it('is refused for a hasher that is no function', async () => {
    const { platform, add } = createScene()
    const hashers = { sum: 5 } as unknown as NonNullable<DownloadRequest['hashers']>
    const download = add({ url: urlOf('a'), hashers, checksum: { algorithm: 'sum', value: 'ab' } })
    await flush()
    platform.running[0]?.success()
    expect(isDownloadError(await failure(download), 'invalid-argument')).toBe(true)
  })
})

describe('the settings of a downloader', () => {
  it.each(cases([...policy, ...nested, ...ofConfig], 'refused'))(
    'are refused for %s %j',
    (field, value, expected) => {
      const config = { platform: createStubFullPlatform(), ...withField(field, value) } as DownloaderConfig
      expect(() => createDownloader({ platform: createStubFullPlatform(), ...config })).toThrow(
        expect.objectContaining({
          code: 'invalid-argument',
          errMsg: expect.stringContaining(` invalid ${field}: expected ${expected}, got `),
        }),
      )
    },
  )

  it.each(cases([...policy, ...nested, ...ofConfig], 'accepted'))('may have %s %j', (field, value) => {
    const config = withField(field, value) as DownloaderConfig
    expect(() => createDownloader({ platform: createStubFullPlatform(), ...config })).not.toThrow()
  })

  it.each([undefined, null, {}, 'wx'])('are refused for the platform %j', (platform) => {
    expect(() => createDownloader({ platform: platform as unknown as Platform })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        errMsg: expect.stringMatching(
          / invalid platform: expected a platform, got .*; without the option it is the host$/,
        ),
      }),
    )
  })

  it('are warned about once by a name that is none, and so are events', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const config = {
      retries: 5,
      priority: 1,
      resume: { paralel: 2 },
    } as DownloaderConfig
    const downloader = createDownloader({ platform: createStubFullPlatform(), ...config })
    downloader.on('nope' as 'start', () => undefined)
    downloader.on('nope' as 'start', () => undefined)
    downloader.on('start', () => undefined)
    expect(warn.mock.calls.map(([text]) => String(text).replace(/;.*/, ''))).toEqual([
      '[miniferry] retries is not an option',
      '[miniferry] priority is not an option',
      '[miniferry] resume.paralel is not an option',
      '[miniferry] nope is not an event',
    ])
    warn.mockRestore()
  })

  it('are refused for a header that cannot be sent', () => {
    const config = { platform: createStubFullPlatform(), header: { Referer: 'x' } }
    expect(() => createDownloader(config)).toThrow('invalid header.Referer')
  })
})
