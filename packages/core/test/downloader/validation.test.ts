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

/** Field, values that are refused, values that are not. */
type Row = readonly [field: string, refused: readonly unknown[], accepted: readonly unknown[]]

const policy: readonly Row[] = [
  ['header', [null, 5, 'a', []], [{}, { 'X-Id': '1' }]],
  ['timeout', [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', null], [1, 0.5, 3e9]],
  ['stallTimeout', [0, -1, Number.NaN, '5', null], [1]],
  ['progressInterval', [-1, Number.NaN, '5', null], [0, 5, Number.POSITIVE_INFINITY]],
  ['network', ['cellular', '', 5, null], ['any', 'wifi']],
  ['retry', [-1, Number.NaN, '5', true, null, []], [0, 5, Number.POSITIVE_INFINITY, {}]],
  ['resume', [5, 'yes', null, []], [true, false, {}]],
  ['validateStatus', [true, 200, {}, null], [() => true]],
  ['hashers', [5, 'a', null, () => 1], [{}]],
]
const nested: readonly Row[] = [
  ['retry.limit', [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.connectLimit', [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.minDelay', [-1, Number.NaN, '5', null], [0, 0.5]],
  ['retry.maxDelay', [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.factor', [-1, Number.NaN, '5', null], [0, 1.5]],
  ['retry.maxRetryAfter', [-1, Number.NaN, '5', null], [0, Number.POSITIVE_INFINITY]],
  ['retry.jitter', ['half', true, null], ['full', 'none']],
  ['retry.shouldRetry', [true, {}, null], [() => true]],
  ['resume.segmentSize', [0, -1, 1.5, Number.NaN, '5', null], [1, 1024]],
  ['resume.parallel', [0, -1, 1.5, Number.POSITIVE_INFINITY, null], [1, 4]],
  ['resume.via', ['fetch', true, null], ['downloadFile', 'request']],
]
const ofRequest: readonly Row[] = [
  ['filePath', ['', 5, null, {}], ['usr/a']],
  ['priority', [Number.NaN, Number.POSITIVE_INFINITY, '5', null], [-1, 0, 2.5]],
  ['checksum', [5, 'md5', null, []], []],
  ['checksum.algorithm', ['', 5, null, 'sha256', 'toString'], []],
  ['checksum.value', ['', 'abc', 'xy', 5, null], ['ab', 'AB12']],
  ['signal', [null, 5, {}, { addEventListener() {} }], []],
  ['enableProfile', [1, 'yes', null], [true, false]],
  ['enableHttp2', [1, 'yes', null], [true, false]],
  ['enableQuic', [1, 'yes', null], [true, false]],
  ['success', [5, {}, null], [() => undefined]],
  ['fail', [5, {}, null], [() => undefined]],
  ['complete', [5, {}, null], [() => undefined]],
]
const ofConfig: readonly Row[] = [
  ['concurrency', [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null], [1, 100]],
  ['directory', ['', 5, null], ['usr/other']],
]

function withField(field: string, value: unknown): Record<string, unknown> {
  const [outer = '', inner] = field.split('.')
  if (inner === undefined) return { [outer]: value }
  const base = outer === 'checksum' ? { algorithm: 'md5', value: 'ab' } : {}
  return { [outer]: { ...base, [inner]: value } }
}

const cases = (rows: readonly Row[], column: 1 | 2): [string, unknown][] =>
  rows.flatMap((row) => row[column].map((value): [string, unknown] => [row[0], value]))

describe('a request', () => {
  it.each(cases([...policy, ...nested, ...ofRequest], 1))('is refused for %s %j', async (field, value) => {
    const { platform, add } = createScene()
    const download = add({ url: urlOf('a'), ...withField(field, value) } as DownloadRequest)
    expect(download.state).toBe('failed')
    const error = await failure(download)
    expect(error).toMatchObject({ code: 'invalid-argument', platform: 'stub', retryable: false })
    expect(error.errMsg).toContain(` invalid ${field}: expected `)
    expect(error.errMsg).toContain(', got ')
    await flush()
    expect(platform.natives).toHaveLength(0)
    expect(download.attempts).toBe(0)
  })

  it.each(cases([...policy, ...nested, ...ofRequest], 2))('may have %s %j', async (field, value) => {
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
  it.each(cases([...policy, ...nested, ...ofConfig], 1))('are refused for %s %j', (field, value) => {
    const config = { platform: createStubFullPlatform(), ...withField(field, value) } as DownloaderConfig
    expect(() => createDownloader({ platform: createStubFullPlatform(), ...config })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        errMsg: expect.stringContaining(` invalid ${field}: expected `),
      }),
    )
  })

  it.each(cases([...policy, ...nested, ...ofConfig], 2))('may have %s %j', (field, value) => {
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
