import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownloadError } from '../../src/index.js'
import { urlOf } from '../downloader/scene.js'
import { type CacheScene, createCacheScene, folder } from './cache-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

const header = { 'Cache-Control': 'max-age=600' }

async function fill({ fetch }: CacheScene, names: readonly string[], size = 100): Promise<void> {
  for (const name of names) await fetch(urlOf(name), { header, size })
}

/** The same host, of which nothing is known yet. */
function anotherRunOf(platform: CacheScene['platform']): CacheScene['platform'] {
  return Object.assign(Object.create(platform), { slots: { running: 0, waiting: new Set() } })
}

async function namesIn({ cache }: CacheScene): Promise<string[]> {
  return (await cache.entries()).map(({ url }) => url.replace(/.*\//, ''))
}

describe('the budget of a cache', () => {
  it('is never exceeded, and a tenth of it is made free at a time', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    const unlink = vi.spyOn(scene.platform.files, 'unlink')
    const removals: number[] = []
    for (let count = 0; count < 40; count += 1) {
      unlink.mockClear()
      await fill(scene, [`${count}`], 30)
      const gone = unlink.mock.calls.filter(([path]) => path.startsWith(`${folder}/miniferry-`)).length
      if (gone > 0) removals.push(gone)
      expect(await scene.cache.size()).toBeLessThanOrEqual(1000)
    }
    // 33 fit; then four go, and for three downloads none has to.
    expect(removals).toEqual([4, 4])
    expect((await namesIn(scene))[0]).toBe('8')
  })

  it('lets a larger file pass through', async () => {
    const scene = createCacheScene({ maxBytes: 300 })
    await fill(scene, ['a', 'b'])
    const { result } = await scene.fetch(urlOf('huge'), { header, size: 301 })
    expect(result).toMatchObject({ fromCache: false, tempFilePath: 'tmp/2' })
    expect(result.filePath).toBeUndefined()
    expect(await namesIn(scene)).toEqual(['a', 'b'])
  })

  it('lets a file pass through that is larger than the host allows', async () => {
    const scene = createCacheScene({ maxBytes: 300 }, {}, { limits: { fileBytes: 99 } })
    const { result } = await scene.fetch(urlOf('large'), { header, size: 100 })
    expect(result.tempFilePath).toBe('tmp/0')
  })

  it('spares what is pinned, and lets pass through what then finds no room', async () => {
    const scene = createCacheScene({ maxBytes: 300 })
    await fill(scene, ['a', 'b', 'c'])
    for (const name of ['a', 'b', 'c']) expect(await scene.cache.pin(urlOf(name))).toBe(true)
    const { result } = await scene.fetch(urlOf('d'), { header })
    expect(result.tempFilePath).toBe('tmp/3')
    await scene.cache.unpin(urlOf('b'))
    await fill(scene, ['e'])
    expect(await namesIn(scene)).toEqual(['a', 'c', 'e'])
  })

  it('holds again when what was pinned is not any more', async () => {
    const scene = createCacheScene({ maxBytes: 300 })
    const { cache } = scene
    await fill(scene, ['a', 'b', 'c'])
    for (const name of ['a', 'b', 'c']) await cache.pin(urlOf(name))
    await cache.resize(250)
    expect(await cache.size()).toBe(300)
    await cache.unpin(urlOf('c'))
    expect(await namesIn(scene)).toEqual(['a', 'b'])
  })

  it('holds as well for a file that is just being handed out while it becomes smaller', async () => {
    const scene = createCacheScene({ maxBytes: 300 })
    const { cache } = scene
    await fill(scene, ['a', 'b'])
    await cache.get(urlOf('b'))
    await cache.resize(50)
    expect(await namesIn(scene)).toEqual(['b'])
    await vi.advanceTimersByTimeAsync(0)
    expect(await namesIn(scene)).toEqual([])
    expect(scene.files()).toEqual([])
  })

  it('spares a file about which the server is being asked', async () => {
    const scene = createCacheScene({ maxBytes: 250 })
    await scene.fetch(urlOf('a'), { header: { ETag: '"one"' } })
    const download = scene.downloader.download(urlOf('a'))
    await vi.advanceTimersByTimeAsync(0)
    const native = scene.platform.running[0]
    await fill({ ...scene, fetch: scene.fetch }, [])
    scene.downloader.download(urlOf('b'))
    scene.downloader.download(urlOf('c'))
    await vi.advanceTimersByTimeAsync(0)
    for (const other of scene.platform.running.filter((running) => running !== native)) {
      other.success(100, { header })
      await vi.advanceTimersByTimeAsync(0)
    }
    native?.success(0, { statusCode: 304 })
    const { filePath = '' } = await download
    expect(scene.platform.files.contents.has(filePath)).toBe(true)
  })

  it('makes those go first that a newer version has taken the place of', async () => {
    const scene = createCacheScene({ maxBytes: 300 })
    await fill(scene, ['old'])
    await scene.fetch(urlOf('a'), { header: { ETag: '"one"' } })
    await scene.fetch(urlOf('a'), { header: { ETag: '"two"' } })
    expect(scene.files()).toHaveLength(3)
    await fill(scene, ['b'], 70)
    expect(await namesIn(scene)).toEqual(['old', 'a', 'b'])
  })

  it('holds for what an earlier run left, and can be changed', async () => {
    const { platform, ...first } = createCacheScene({ maxBytes: 1000 })
    await fill({ platform, ...first }, ['a', 'b', 'c', 'd'])
    const scene = createCacheScene({ maxBytes: 250 }, { platform: anotherRunOf(platform) })
    expect(await namesIn(scene)).toEqual(['c', 'd'])
    await scene.cache.resize(150)
    expect(await namesIn(scene)).toEqual(['d'])
    await fill(scene, ['e'])
    expect(await namesIn(scene)).toEqual(['e'])
  })
})

describe('a full disk', () => {
  const full = (): Promise<never> =>
    Promise.reject(
      new DownloadError({ code: 'storage-full', errMsg: 'fail full', platform: 'stub', url: '' }),
    )

  it('makes the least recently used go, and the file is kept after all', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    await fill(scene, ['a', 'b', 'c'])
    vi.spyOn(scene.platform.files, 'saveFile').mockImplementationOnce(full)
    const { result } = await scene.fetch(urlOf('d'), { header, size: 20 })
    expect(result.filePath).toMatch(folder)
    expect(await namesIn(scene)).toEqual(['c', 'd'])
  })

  it('is no failure where it stays full: the file is temporary', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    await fill(scene, ['a'])
    const saveFile = vi.spyOn(scene.platform.files, 'saveFile').mockImplementation(full)
    const { result } = await scene.fetch(urlOf('b'), { header })
    expect(result.tempFilePath).toBe('tmp/1')
    expect(saveFile).toHaveBeenCalledTimes(2)
    expect(scene.files()).toEqual([])
  })

  it('is no failure of a download with a path of its own while there are cached files', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    await fill(scene, ['a', 'b'])
    vi.spyOn(scene.platform.files, 'saveFile').mockImplementationOnce(full)
    const { result } = await scene.fetch({ url: urlOf('big'), filePath: 'usr/big', resume: false })
    expect(result).toMatchObject({ filePath: 'usr/big', attempts: 1 })
    expect(scene.platform.files.contents.has('usr/big')).toBe(true)
    expect(await namesIn(scene)).toEqual(['b'])
  })

  it('makes as many cached files go as the download has bytes, and no more', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    await fill(scene, ['a', 'b', 'c', 'd', 'e'])
    vi.spyOn(scene.platform.files, 'saveFile').mockImplementationOnce(full)
    const download = scene.downloader.download({ url: urlOf('big'), filePath: 'usr/big', resume: false })
    for (let round = 0; round < 2; round += 1) {
      await vi.advanceTimersByTimeAsync(0)
      scene.platform.running[0]?.progress(100, 200)
      await vi.advanceTimersByTimeAsync(1000)
      scene.platform.running[0]?.success(200)
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    // And a tenth of the budget beside them.
    expect(await namesIn(scene)).toEqual(['d', 'e'])
  })

  it('makes cached files go once for a download, and fails it where that did not help', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    await fill(scene, ['a', 'b', 'c', 'd', 'e'])
    vi.spyOn(scene.platform.files, 'saveFile').mockImplementation(full)
    const download = scene.fetch({ url: urlOf('big'), filePath: 'usr/big', resume: false })
    await expect(download).rejects.toMatchObject({ code: 'storage-full' })
    expect(await namesIn(scene)).toEqual(['b', 'c', 'd', 'e'])
  })

  it('is one where nothing is left to go', async () => {
    const scene = createCacheScene({ maxBytes: 1000 })
    const saveFile = vi.spyOn(scene.platform.files, 'saveFile').mockImplementation(full)
    const download = scene.fetch({ url: urlOf('big'), filePath: 'usr/big', resume: false })
    await expect(download).rejects.toMatchObject({ code: 'storage-full' })
    expect(saveFile.mock.calls.filter(([, path]) => path.endsWith('.part'))).toHaveLength(1)
  })
})
