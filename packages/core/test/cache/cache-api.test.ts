import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader, type DownloaderConfig } from '../../src/index.js'
import { createScene, failure, urlOf } from '../downloader/scene.js'
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

describe('downloader.cache', () => {
  it('tells all of a file', async () => {
    const { fetch, downloader } = createCacheScene()
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
    expect(await downloader.cache.get(url)).toEqual(expected)
    expect(await downloader.cache.entries()).toEqual([expected])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await downloader.cache.get(url)).toEqual({ ...expected, isFresh: false })
  })

  it('counts `get` as a use, and `has` not', async () => {
    const { fetch, downloader } = createCacheScene()
    for (const name of ['a', 'b', 'c']) await fetch(urlOf(name), { header: minute })
    await downloader.cache.get(urlOf('a'))
    expect(await downloader.cache.has(urlOf('b'))).toBe(true)
    const urls = (await downloader.cache.entries()).map((file) => file.url)
    expect(urls).toEqual([urlOf('b'), urlOf('c'), urlOf('a')])
  })

  it('says where there is nothing', async () => {
    const { cache } = createCacheScene().downloader
    expect(await cache.get(url)).toBeUndefined()
    for (const ask of [cache.has, cache.pin, cache.unpin, cache.delete]) expect(await ask(url)).toBe(false)
    expect(await cache.size()).toBe(0)
    expect(await cache.entries()).toEqual([])
  })

  it('deletes a file with its variants and older versions, and nothing else', async () => {
    const { fetch, downloader, files } = createCacheScene()
    const vary = { ...minute, Vary: 'Accept-Language' }
    await fetch({ url, header: { 'Accept-Language': 'en' } }, { header: vary })
    await fetch({ url, header: { 'Accept-Language': 'zh' } }, { header: vary })
    await fetch({ url, header: { 'Accept-Language': 'zh' }, cacheMode: 'reload' }, { header: vary })
    await fetch(urlOf('b'), { header: minute })
    expect(files()).toHaveLength(4)
    expect(await downloader.cache.delete(url)).toBe(true)
    expect((await downloader.cache.entries()).map((file) => file.url)).toEqual([urlOf('b')])
    expect(files()).toHaveLength(1)
  })

  it('clears its files, pinned ones too, and leaves those of others', async () => {
    const { fetch, downloader, platform, files } = createCacheScene({ directory: 'usr/pictures' })
    platform.files.contents.set('usr/pictures/mine.png', new Uint8Array(5))
    platform.files.contents.set('usr/pictures/miniferry-notes.txt', new Uint8Array(5))
    const { result } = await fetch(url, { header: minute })
    expect(result.filePath).toMatch(/^usr\/pictures\/miniferry-/)
    await downloader.cache.pin(url)
    await downloader.cache.clear()
    expect(await downloader.cache.size()).toBe(0)
    const left = [...platform.files.contents.keys()].sort()
    expect(left).toEqual([
      'usr/pictures/mine.png',
      'usr/pictures/miniferry-index.jsonl',
      'usr/pictures/miniferry-notes.txt',
    ])
    expect(files()).toEqual([])
  })

  it('is empty, and stays so, without the option', async () => {
    const { downloader, platform } = createScene()
    const { cache } = downloader
    expect(await cache.get(url)).toBeUndefined()
    expect([await cache.has(url), await cache.pin(url), await cache.delete(url)]).toEqual([
      false,
      false,
      false,
    ])
    expect([await cache.size(), await cache.entries()]).toEqual([0, []])
    await cache.clear()
    await cache.resize(10)
    expect(platform.files.contents.size).toBe(0)
  })

  it('refuses what is no request, and a budget that is none', async () => {
    const { cache } = createCacheScene().downloader
    expect(await failure(cache.get('a.png'))).toMatchObject({ code: 'invalid-argument' })
    expect(await failure(cache.delete({ url, header: { Referer: 'x' } }))).toMatchObject({
      code: 'invalid-argument',
    })
    expect((await failure(cache.resize(0))).errMsg).toMatch(
      'invalid maxBytes: expected a positive number of bytes',
    )
  })

  it('uses the headers of the downloader', async () => {
    const { fetch, downloader } = createCacheScene({}, { header: { Authorization: 'ann' } })
    await fetch(url, { header: minute })
    expect(await downloader.cache.has(url)).toBe(true)
    expect(await downloader.cache.has({ url, header: { Authorization: 'bob' } })).toBe(false)
  })
})

describe('two downloaders on one folder', () => {
  it('know of the same files', async () => {
    const one = createCacheScene()
    const other = createCacheScene({}, { platform: one.platform })
    await one.fetch(url, { header: minute })
    expect((await other.fetch(url)).asked).toEqual([])
    await other.downloader.cache.delete(url)
    expect(await one.downloader.cache.has(url)).toBe(false)
  })
})

describe('the settings of a cache', () => {
  it.each<[string, unknown, string]>([
    ['cache', true, 'false or an object'],
    ['cache.maxBytes', {}, 'a positive number of bytes'],
    ['cache.maxBytes', { maxBytes: 0 }, 'a positive number of bytes'],
    ['cache.maxBytes', { maxBytes: '40' }, 'a positive number of bytes'],
    ['cache.maxAge', { maxBytes: 1, maxAge: -1 }, 'a number from 0 on'],
    ['cache.directory', { maxBytes: 1, directory: '' }, 'a path'],
    [
      'cache.staleIfError',
      { maxBytes: 1, staleIfError: 'yes' },
      'a boolean or a number of milliseconds from 0 on',
    ],
    ['cache.heuristic', { maxBytes: 1, heuristic: 1 }, 'a boolean'],
    ['cache.key', { maxBytes: 1, key: 'url' }, 'a function'],
  ])('name %s where it is wrong', (field, cache, expected) => {
    const platform = createStubFullPlatform()
    const config = { platform, cache } as DownloaderConfig & { platform: typeof platform }
    expect(() => createDownloader(config)).toThrow(`invalid ${field}: expected ${expected}`)
  })

  it('may be left out', () => {
    const platform = createStubFullPlatform()
    expect(() => createDownloader({ platform, cache: false })).not.toThrow()
  })
})
