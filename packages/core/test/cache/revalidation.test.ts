import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failure, urlOf } from '../downloader/scene.js'
import { type Answer, type CacheScene, createCacheScene } from './cache-scene.js'

const start = Date.UTC(2026, 0, 1)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a.png')
const tagged: Answer = { header: { ETag: '"one"' } }
const notModified: Answer = { status: 304 }

/** A scene with a file that the server has to be asked about. */
async function createStale(cache: Parameters<typeof createCacheScene>[0] = {}): Promise<CacheScene> {
  const scene = createCacheScene(cache)
  await scene.fetch(url, tagged)
  return scene
}

describe('a file that may be out of date', () => {
  it('is asked about by its modification date where it has no tag', async () => {
    const { fetch } = createCacheScene()
    const modified = new Date(start - 1000).toUTCString()
    await fetch(url, { header: { 'Last-Modified': modified } })
    expect((await fetch(url, notModified)).asked).toEqual([{ 'If-Modified-Since': modified }])
  })

  it('is asked about by a weak tag too', async () => {
    const { fetch } = createCacheScene()
    await fetch(url, { header: { ETag: 'W/"one"' } })
    expect((await fetch(url, notModified)).asked).toEqual([{ 'If-None-Match': 'W/"one"' }])
  })

  it('is fetched again where a 304 is about another version than ours', async () => {
    const { fetch, platform } = createCacheScene()
    const [newer, older] = [1000, 60_000].map((ago) => new Date(start - ago).toUTCString())
    await fetch(url, { header: { 'Last-Modified': newer ?? '' } })
    const download = fetch(url, { status: 304, header: { 'Last-Modified': older ?? '' } })
    const { asked } = await download.catch(() => ({
      asked: platform.natives.slice(1).map(({ request }) => request.header),
    }))
    expect(asked).toEqual([{ 'If-Modified-Since': newer }, {}])
  })

  it('does not stand in for a failure once the app has deleted it', async () => {
    const { downloader, cache, platform } = await createStale({ staleIfError: true })
    const download = downloader.download(url)
    const failed = failure(download)
    for (let round = 0; round < 20 && platform.running.length === 0; round += 1)
      await vi.advanceTimersByTimeAsync(0)
    expect(await cache.delete(url)).toBe(true)
    // The first failure may hide a 304, so it is asked for again.
    for (let round = 0; round < 20; round += 1) {
      for (const native of platform.running) native.fail('network')
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(await failed).toMatchObject({ code: 'network' })
  })

  it('is the same where only the weakness of its tag differs', async () => {
    const { fetch } = createCacheScene()
    await fetch(url, { header: { ETag: 'W/"one"' } })
    const { result, asked } = await fetch(url, { status: 304, header: { ETag: '"one"' } })
    expect(asked).toHaveLength(1)
    expect(result.fromCache).toBe(true)
  })

  it('may be shorter by now where its tag is weak, and empty if it comes empty without a condition too', async () => {
    const { fetch, downloader, cache, platform } = createCacheScene()
    const header = { ETag: 'W/"one"' }
    await fetch(url, { header, size: 50 })
    const { result, asked } = await fetch(url, { header, size: 40 })
    expect(asked).toHaveLength(1)
    expect(result).toMatchObject({ fromCache: false, statusCode: 200 })
    expect(await cache.get(url)).toMatchObject({ size: 40 })
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(0, { header })
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(30, { header })
    expect(await download).toMatchObject({ attempts: 1 })
    expect(await cache.get(url)).toMatchObject({ size: 30 })
    const emptied = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    for (let round = 0; round < 2; round += 1) {
      platform.running[0]?.success(0, { header })
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(await emptied).toMatchObject({ attempts: 1 })
    expect(await cache.get(url)).toMatchObject({ size: 0 })
  })

  it('keeps what a 304 does not say anew, and takes what it does', async () => {
    const { fetch, cache } = createCacheScene()
    await fetch(url, { header: { ETag: '"one"', 'Content-Type': 'image/png', 'Cache-Control': 'no-cache' } })
    await vi.advanceTimersByTimeAsync(5000)
    await fetch(url, { status: 304, header: { 'Cache-Control': 'max-age=9' } })
    expect(await cache.get(url)).toMatchObject({
      stored: start + 5000,
      isFresh: true,
      header: { etag: '"one"', 'content-type': 'image/png', 'cache-control': 'max-age=9' },
    })
  })

  it('keeps the old path for those who have it when a new version comes', async () => {
    const { fetch, files } = await createStale()
    await fetch(url, { header: { ETag: '"two"' } })
    expect(files()).toHaveLength(2)
  })

  it('is downloaded anew if it went away while the server was asked', async () => {
    const { fetch, platform, downloader, cache } = await createStale()
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    await cache.clear()
    platform.running[0]?.success(0, { statusCode: 304 })
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(50)
    expect(await download).toMatchObject({ fromCache: false, statusCode: 200 })
    expect((await fetch(url)).asked).toHaveLength(1)
  })

  it('is removed where the new version may not be kept', async () => {
    const { fetch, cache, files } = await createStale()
    const { result } = await fetch(url, { header: { 'Cache-Control': 'no-store' } })
    expect(result.tempFilePath).toMatch(/^tmp/)
    expect(result.filePath).toBeUndefined()
    expect(await cache.has(url)).toBe(false)
    expect(files()).toEqual([])
  })

  it('leaves a temporary file of a 304 to nobody', async () => {
    const { fetch, platform } = await createStale()
    await fetch(url, notModified)
    expect([...platform.files.contents.keys()].filter((path) => path.startsWith('tmp'))).toEqual([])
  })
})

describe('a host that does not pass a 304 on', () => {
  it('is asked again without a condition where it fails, and then no more with one', async () => {
    const { downloader, fetch, platform } = await createStale()
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.fail('network')
    await vi.advanceTimersByTimeAsync(0)
    expect(platform.natives.map(({ request }) => request.header)).toEqual([
      {},
      { 'If-None-Match': '"one"' },
      {},
    ])
    platform.running[0]?.success(100, { header: { ETag: '"one"' } })
    expect(await download).toMatchObject({ fromCache: false, attempts: 1 })
    expect((await fetch(url, tagged)).asked).toEqual([{}])
  })

  it('is asked again where it hands out an empty file', async () => {
    const { downloader, platform } = await createStale()
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(0)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(70, { header: { ETag: '"two"' } })
    const { filePath = '' } = await download
    expect(platform.files.contents.get(filePath)).toHaveLength(70)
  })

  it('is asked again where it hands out an empty file under another tag', async () => {
    const { downloader, platform } = await createStale()
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(0, { header: { ETag: '"other"' } })
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(70, { header: { ETag: '"two"' } })
    const { filePath = '' } = await download
    expect(platform.files.contents.get(filePath)).toHaveLength(70)
  })

  it('is believed to pass it on once it has, whatever fails later', async () => {
    const { downloader, fetch, platform } = await createStale()
    await fetch(url, notModified)
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.fail('network')
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.success(100, { header: { ETag: '"one"' } })
    await download
    expect((await fetch(url, notModified)).asked).toEqual([{ 'If-None-Match': '"one"' }])
  })

  it('is not asked again after a failure that hides nothing', async () => {
    const { downloader, platform } = await createStale()
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    platform.running[0]?.fail('tls')
    expect(await failure(download)).toMatchObject({ code: 'tls' })
    expect(platform.natives).toHaveLength(2)
  })

  it('sets no condition where it tells no status', async () => {
    const scene = createCacheScene({ maxAge: 1 }, {}, { lacks: ['statusCode'] })
    await scene.fetch(url, tagged)
    await vi.advanceTimersByTimeAsync(1000)
    expect((await scene.fetch(url, tagged)).asked).toEqual([{}])
  })
})

describe('a file that is out of date, where the server cannot be asked', () => {
  const refused: Answer = { fails: 'network' }

  it('is no answer unless that was asked for', async () => {
    const { fetch } = await createStale()
    expect(await failure(fetch(url, refused))).toMatchObject({ code: 'network' })
  })

  it.each<[string, Answer]>([
    ['the network fails', refused],
    ['the server is too slow', { fails: 'timeout' }],
    ['the server is broken', { status: 503 }],
  ])('is handed out at once if %s and that was asked for', async (_, answer) => {
    const { fetch, cache } = await createStale({ staleIfError: true })
    const before = await cache.get(url)
    const { result } = await fetch({ url, retry: 3 }, answer)
    expect(result).toMatchObject({ fromCache: true, isStale: true, filePath: before?.filePath, attempts: 1 })
  })

  it('is no answer to a refusal', async () => {
    const { fetch } = await createStale({ staleIfError: true })
    expect(await failure(fetch(url, { status: 404 }))).toMatchObject({ code: 'http-status', statusCode: 404 })
  })

  it('is handed out for as long as was asked for', async () => {
    const { fetch } = await createStale({ staleIfError: 1000 })
    await vi.advanceTimersByTimeAsync(999)
    expect((await fetch(url, refused)).result.isStale).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(await failure(fetch(url, refused))).toMatchObject({ code: 'network' })
  })

  it('is handed out if the server itself allows it', async () => {
    const { fetch } = createCacheScene()
    await fetch(url, { header: { 'Cache-Control': 'max-age=0, stale-if-error=60' } })
    expect((await fetch(url, refused)).result.isStale).toBe(true)
  })

  it('is no answer where the server forbids it', async () => {
    const { fetch } = createCacheScene({ staleIfError: true })
    await fetch(url, { header: { 'Cache-Control': 'max-age=0, must-revalidate' } })
    expect(await failure(fetch(url, refused))).toMatchObject({ code: 'network' })
  })

  it('is handed out without a network, without an attempt', async () => {
    const { fetch, platform } = await createStale({ staleIfError: true })
    platform.setNetwork('none')
    const { result, asked } = await fetch(url)
    expect(result).toMatchObject({ fromCache: true, isStale: true, attempts: 0 })
    expect(asked).toEqual([])
  })
})

describe('a pinned file', () => {
  it('stays pinned when the server confirms it, though it was pinned meanwhile', async () => {
    const { downloader, cache, platform } = await createStale()
    const download = downloader.download(url)
    await vi.advanceTimersByTimeAsync(0)
    expect(await cache.pin(url)).toBe(true)
    platform.running[0]?.success(0, { statusCode: 304 })
    await download
    expect(await cache.get(url)).toMatchObject({ isPinned: true })
  })

  it('stays pinned in its new version, and the old one makes room', async () => {
    const { cache, fetch, files } = await createStale({ maxBytes: 250 })
    await cache.pin(url)
    await fetch(url, { header: { ETag: '"two"' } })
    await fetch(urlOf('b'), { header: { ETag: '"b"' } })
    expect(files()).toHaveLength(2)
    expect(await cache.get(url)).toMatchObject({ isPinned: true, header: { etag: '"two"' } })
  })

  it('stays, out of date, where its new version finds no room', async () => {
    const { cache, fetch } = await createStale({ maxBytes: 250 })
    await cache.pin(url)
    const { result } = await fetch(url, { header: { ETag: '"two"' }, size: 300 })
    expect(result.tempFilePath).toMatch(/^tmp/)
    expect(await cache.get(url)).toMatchObject({ isPinned: true, header: { etag: '"one"' } })
  })
})
