import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type CacheOptions,
  createDownloader,
  createFileCache,
  type DownloaderConfig,
  type Platform,
} from '../../src/index.js'
import { failure, urlOf } from '../downloader/scene.js'
import { createStubFullPlatform } from '../downloader/stub-full-platform.js'
import { createCacheScene } from './cache-scene.js'

const start = Date.UTC(2026, 0, 1)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a.png')
const minute = { 'Cache-Control': 'max-age=60' }

describe('a file cache', () => {
  it('tells all of a file', async () => {
    const { fetch, cache } = createCacheScene()
    const { result } = await fetch(`${url}#part`, { header: { ...minute, ETag: '"one"', 'X-Id': '1' } })
    const expected = {
      url,
      filePath: result.filePath,
      size: 100,
      stored: start,
      isFresh: true,
      isPinned: false,
      header: { 'cache-control': 'max-age=60', etag: '"one"' },
    }
    expect(await cache.get(url)).toEqual(expected)
    expect(await cache.entries()).toEqual([expected])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await cache.get(url)).toEqual({ ...expected, isFresh: false })
  })

  it('counts `get` as a use, and `has` not', async () => {
    const { fetch, cache } = createCacheScene()
    for (const name of ['a', 'b', 'c']) await fetch(urlOf(name), { header: minute })
    await cache.get(urlOf('a'))
    expect(await cache.has(urlOf('b'))).toBe(true)
    const urls = (await cache.entries()).map((file) => file.url)
    expect(urls).toEqual([urlOf('b'), urlOf('c'), urlOf('a')])
  })

  it('may be asked with each option of a request', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { cache } = createCacheScene()
    expect(await cache.has({ url, key: 'a', header: { accept: 'image/png' } })).toBe(false)
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  it('says where there is nothing', async () => {
    const { cache } = createCacheScene()
    expect(await cache.get(url)).toBeUndefined()
    for (const ask of [cache.has, cache.pin, cache.unpin, cache.delete]) expect(await ask(url)).toBe(false)
    expect(await cache.size()).toBe(0)
    expect(await cache.entries()).toEqual([])
  })

  it('deletes a file with its variants and older versions, and nothing else', async () => {
    const { fetch, cache, files } = createCacheScene()
    const vary = { ...minute, Vary: 'Accept-Language' }
    await fetch({ url, header: { 'Accept-Language': 'en' } }, { header: vary })
    await fetch({ url, header: { 'Accept-Language': 'zh' } }, { header: vary })
    await fetch({ url, header: { 'Accept-Language': 'zh' }, cacheMode: 'reload' }, { header: vary })
    await fetch(urlOf('b'), { header: minute })
    expect(files()).toHaveLength(4)
    expect(await cache.delete(url)).toBe(true)
    expect((await cache.entries()).map((file) => file.url)).toEqual([urlOf('b')])
    expect(files()).toHaveLength(1)
  })

  it('clears its files, pinned ones too, and leaves those of others', async () => {
    const { fetch, cache, platform, files } = createCacheScene({ directory: 'usr/pictures' })
    platform.files.contents.set('usr/pictures/mine.png', new Uint8Array(5))
    platform.files.contents.set('usr/pictures/miniferry-notes.txt', new Uint8Array(5))
    const { result } = await fetch(url, { header: minute })
    expect(result.filePath).toMatch(/^usr\/pictures\/miniferry-/)
    await cache.pin(url)
    await cache.clear()
    expect(await cache.size()).toBe(0)
    const left = [...platform.files.contents.keys()].sort()
    expect(left).toEqual([
      'usr/pictures/mine.png',
      'usr/pictures/miniferry-index.jsonl',
      'usr/pictures/miniferry-notes.txt',
    ])
    expect(files()).toEqual([])
  })

  it('has nothing for a request for which the app has no key', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { cache } = createCacheScene({
      key() {
        throw new Error('of the app')
      },
    })
    expect(await cache.get(url)).toBeUndefined()
    expect(await cache.delete(url)).toBe(false)
    warn.mockRestore()
  })

  it.each(['', 5, 'string'])('takes %j for a key as it is', async (key) => {
    const { cache } = createCacheScene()
    const asked = cache.has({ url, key: key as string })
    if (key === 'string') expect(await asked).toBe(false)
    else expect((await failure(asked)).errMsg).toMatch('invalid key: expected a text that is not empty')
  })

  it('refuses what is no request, and a budget that is none', async () => {
    const { cache } = createCacheScene()
    expect(await failure(cache.get('a.png'))).toMatchObject({ code: 'invalid-argument' })
    expect(await failure(cache.delete({ url, header: { Referer: 'x' } }))).toMatchObject({
      code: 'invalid-argument',
    })
    expect((await failure(cache.resize(0))).errMsg).toMatch(
      'invalid maxBytes: expected a positive number of bytes',
    )
  })

  it('has a file for the headers that it was downloaded with', async () => {
    const header = { Authorization: 'ann' }
    const { fetch, cache } = createCacheScene({}, { header })
    await fetch(url, { header: minute })
    expect(await cache.has({ url, header })).toBe(true)
    expect(await cache.has({ url, header: { Authorization: 'bob' } })).toBe(false)
    expect(await cache.has(url)).toBe(false)
  })

  it('serves several downloaders', async () => {
    const { fetch, cache, platform } = createCacheScene()
    const { result } = await fetch(url, { header: minute })
    const other = createDownloader({ platform, cache })
    expect(await other.download(url)).toMatchObject({ fromCache: true, path: result.path })
  })
})

describe('two caches of one folder', () => {
  it('know of the same files', async () => {
    const one = createCacheScene()
    const other = createCacheScene({}, { platform: one.platform })
    await one.fetch(url, { header: minute })
    expect((await other.fetch(url)).asked).toEqual([])
    await other.cache.delete(url)
    expect(await one.cache.has(url)).toBe(false)
  })

  it('each keep the files within their own budget', async () => {
    const one = createCacheScene({ maxBytes: 1000 })
    const other = createCacheScene({ maxBytes: 150 }, { platform: one.platform })
    for (const name of ['a', 'b', 'c']) await one.fetch(urlOf(name), { header: minute })
    await vi.advanceTimersByTimeAsync(1000)
    expect(await one.cache.size()).toBe(300)
    await other.fetch(urlOf('d'), { header: minute })
    await vi.advanceTimersByTimeAsync(1000)
    expect(await one.cache.size()).toBeLessThanOrEqual(150)
  })
})

describe('the options of a cache', () => {
  it.each<[string, unknown, string]>([
    ['maxBytes', {}, 'a positive number of bytes'],
    ['maxBytes', { maxBytes: 0 }, 'a positive number of bytes'],
    ['maxBytes', { maxBytes: '40' }, 'a positive number of bytes'],
    ['maxBytes', { maxBytes: 'number 4' }, 'a positive number of bytes'],
    ['maxAge', { maxBytes: 1, maxAge: -1 }, 'a number from 0 on'],
    ['maxAge', { maxBytes: 1, maxAge: 'number 4' }, 'a number from 0 on'],
    ['directory', { maxBytes: 1, directory: '' }, 'a path'],
    ['staleIfError', { maxBytes: 1, staleIfError: 'yes' }, 'a boolean or a number of milliseconds from 0 on'],
    ...['boolean', 'number 4'].map((text): [string, unknown, string] => [
      'staleIfError',
      { maxBytes: 1, staleIfError: text },
      'a boolean or a number of milliseconds from 0 on',
    ]),
    ['heuristic', { maxBytes: 1, heuristic: 1 }, 'a boolean'],
    ['heuristic', { maxBytes: 1, heuristic: 'boolean' }, 'a boolean'],
    ['key', { maxBytes: 1, key: 'url' }, 'a function'],
    ['key', { maxBytes: 1, key: 'function' }, 'a function'],
  ])('name %s where it is wrong', (field, options, expected) => {
    const platform = createStubFullPlatform()
    expect(() => createFileCache({ ...(options as CacheOptions), platform })).toThrow(
      `invalid ${field}: expected ${expected}`,
    )
  })

  it('may be less than a byte and a moment', () => {
    const platform = createStubFullPlatform()
    const options = { maxBytes: 0.5, maxAge: Number.POSITIVE_INFINITY, staleIfError: 0 }
    expect(() => createFileCache({ ...options, platform })).not.toThrow()
  })

  it('are warned about once by a name that is none', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const options = { maxBytes: 1, maxage: 1 } as CacheOptions
    createFileCache({ ...options, platform: createStubFullPlatform() })
    expect(warn.mock.calls.map(([text]) => String(text))).toEqual([
      '[miniferry] maxage is not an option; options are maxBytes, maxAge, staleIfError, heuristic, key, directory, platform',
    ])
    warn.mockRestore()
  })

  it('name the platform where it is none', () => {
    const options = { maxBytes: 1, platform: {} as Platform }
    expect(() => createFileCache(options)).toThrow('invalid platform: expected a platform')
  })
})

describe('the cache of a downloader', () => {
  it.each<[string, unknown]>([
    ['true', true],
    ['options', { maxBytes: 1 }],
    ['null', null],
  ])('is refused where it is %s', (_name, cache) => {
    const platform = createStubFullPlatform()
    const config = { platform, cache } as DownloaderConfig & { platform: typeof platform }
    expect(() => createDownloader(config)).toThrow(
      'invalid cache: expected false or what createFileCache returns',
    )
  })

  it('is refused where it is one of another host', () => {
    const cache = createFileCache({ maxBytes: 1, platform: createStubFullPlatform() })
    expect(() => createDownloader({ platform: createStubFullPlatform(), cache })).toThrow(
      'invalid cache: expected one of the same platform as the downloader',
    )
  })

  it('may be left out', () => {
    const platform = createStubFullPlatform()
    expect(() => createDownloader({ platform, cache: false })).not.toThrow()
  })
})
