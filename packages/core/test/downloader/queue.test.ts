import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader, createDownloadFile } from '../../src/index.js'
import { createScene, flush, pass, type Scene, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The last part of the urls that the host was asked for, in that order. */
function names({ platform }: Scene): string[] {
  return platform.natives.map(({ request }) => request.url.split('/').at(-1) ?? '')
}

async function finishFirst({ platform }: Scene): Promise<void> {
  platform.running[0]?.success()
  await flush()
}

describe('the queue of a downloader', () => {
  it('starts downloads in the order they were added', async () => {
    const scene = createScene({ concurrency: 1 })
    for (const name of ['a', 'b', 'c']) scene.add(urlOf(name))
    await flush()
    for (let count = 0; count < 3; count += 1) await finishFirst(scene)
    expect(names(scene)).toEqual(['a', 'b', 'c'])
  })

  it('starts higher priorities first, negative ones last', async () => {
    const scene = createScene({ concurrency: 1 })
    const priorities = { first: 0, low: -1, normal: 0, high: 2, highest: 2.5, high2: 2 }
    for (const [name, priority] of Object.entries(priorities)) scene.add({ url: urlOf(name), priority })
    await flush()
    for (let count = 0; count < 6; count += 1) await finishFirst(scene)
    expect(names(scene)).toEqual(['first', 'highest', 'high', 'high2', 'normal', 'low'])
  })

  it('puts a resumed download back in its old place', async () => {
    const scene = createScene({ concurrency: 1 })
    const [, second] = ['a', 'b', 'c'].map((name) => scene.add(urlOf(name)))
    second?.pause()
    second?.resume()
    await flush()
    await finishFirst(scene)
    expect(names(scene)).toEqual(['a', 'b'])
  })

  it('goes on past a download that was aborted or paused', async () => {
    const scene = createScene({ concurrency: 1 })
    const downloads = ['a', 'b', 'c', 'd'].map((name) => scene.add(urlOf(name)))
    await flush()
    downloads[1]?.abort()
    downloads[2]?.pause()
    downloads[0]?.abort()
    await flush()
    expect(names(scene)).toEqual(['a', 'd'])
  })

  it('has the running downloads first in `downloads`, then the others as they would run', async () => {
    const scene = createScene({ concurrency: 2 })
    const a = scene.add(urlOf('a'))
    const b = scene.add(urlOf('b'))
    const c = scene.add({ url: urlOf('c'), priority: 1 })
    const d = scene.add({ url: urlOf('d'), priority: 9 })
    const e = scene.add({ url: urlOf('e'), priority: 1 })
    await flush()
    expect(scene.downloader.downloads).toEqual([a, b, d, c, e])
    scene.platform.nativeOf(urlOf('a')).success()
    await flush()
    expect(scene.downloader.downloads).toEqual([d, b, c, e])
    scene.downloader.abort()
    expect(scene.downloader.downloads).toEqual([])
  })
})

describe('downloads at a time', () => {
  it('are six by default', async () => {
    const scene = createScene()
    for (let count = 0; count < 20; count += 1) scene.add(urlOf(String(count)))
    await flush()
    expect(scene.platform.running).toHaveLength(6)
    await finishFirst(scene)
    expect(scene.platform.running).toHaveLength(6)
    expect(scene.platform.natives).toHaveLength(7)
  })

  it('are as many as asked for', async () => {
    const scene = createScene({ concurrency: 2 })
    for (let count = 0; count < 5; count += 1) scene.add(urlOf(String(count)))
    await flush()
    expect(scene.platform.running).toHaveLength(2)
  })

  it('are never more than the host allows', async () => {
    const scene = createScene({ concurrency: 50 }, { limits: { parallelDownloads: 3 } })
    for (let count = 0; count < 5; count += 1) scene.add(urlOf(String(count)))
    await flush()
    expect(scene.platform.running).toHaveLength(3)
    expect(scene.downloader.downloads.filter(({ state }) => state === 'active')).toHaveLength(3)
  })

  it('do not count what waits for its retry', async () => {
    const scene = createScene({ concurrency: 1 })
    scene.add(urlOf('a'))
    scene.add(urlOf('b'))
    await flush()
    scene.platform.nativeOf(urlOf('a')).fail('network')
    await flush()
    expect(names(scene)).toEqual(['a', 'b'])
    await pass(1000)
    expect(scene.platform.running).toHaveLength(1)
    await finishFirst(scene)
    expect(names(scene)).toEqual(['a', 'b', 'a'])
  })
})

describe('downloads of another downloader of the same host', () => {
  it('do not wait for each other', async () => {
    const { platform, add } = createScene()
    add(urlOf('slow'))
    await flush()
    const other = createDownloader({ platform }).download(urlOf('other'))
    await flush()
    platform.nativeOf(urlOf('other')).success()
    expect(await other).toMatchObject({ statusCode: 200 })
  })
})

describe('plain downloads on the same host', () => {
  it('count among its parallel ones, and their end lets the downloader go on', async () => {
    const scene = createScene({}, { limits: { parallelDownloads: 4 } })
    const downloadFile = createDownloadFile(scene.platform)
    for (const name of ['x', 'y', 'z']) void downloadFile({ url: urlOf(name) })
    const [, waiting] = ['a', 'b', 'c'].map((name) => scene.add(urlOf(name)))
    await flush()
    expect(names(scene)).toEqual(['x', 'y', 'z', 'a'])

    scene.platform.nativeOf(urlOf('x')).success()
    await flush()
    expect(names(scene)).toEqual(['x', 'y', 'z', 'a', 'b'])
    expect(scene.platform.running).toHaveLength(4)
    expect(waiting?.attempts).toBe(1)
  })

  it.each(['fail', 'abort', 'timeout'])('let the downloader go on when they end by %s', async (end) => {
    const scene = createScene({}, { limits: { parallelDownloads: 1 } })
    const plain = createDownloadFile(scene.platform)({ url: urlOf('x'), timeout: 10 })
    plain.catch(() => undefined)
    scene.add(urlOf('a'))
    await flush()
    expect(names(scene)).toEqual(['x'])
    if (end === 'fail') scene.platform.nativeOf(urlOf('x')).fail('tls')
    else if (end === 'abort') plain.abort()
    await pass(11)
    expect(names(scene)).toEqual(['x', 'a'])
  })

  it('keep out a download that was aborted or paused while it waited for them', async () => {
    const scene = createScene({}, { limits: { parallelDownloads: 1 } })
    void createDownloadFile(scene.platform)({ url: urlOf('x') })
    const aborted = scene.add(urlOf('a'))
    await flush()
    aborted.abort()
    const paused = scene.add(urlOf('b'))
    await flush()
    paused.pause()
    scene.platform.nativeOf(urlOf('x')).success()
    await flush()
    expect(names(scene)).toEqual(['x'])
    expect(scene.platform.slots).toEqual({ running: 0, waiting: new Set() })
    paused.resume()
    await flush()
    expect(names(scene)).toEqual(['x', 'b'])
  })

  it('begin when the host has been told that the aborted one has ended', async () => {
    const { platform, add } = createScene({}, { limits: { parallelDownloads: 1 } })
    let most = 0
    const original = platform.download
    Object.assign(platform, {
      download: (...given: Parameters<typeof original>) => {
        const task = original(...given)
        most = Math.max(most, platform.running.length)
        return task
      },
    })
    const download = add(urlOf('a'))
    await flush()
    createDownloader({ platform })
      .download(urlOf('b'))
      .catch(() => undefined)
    await flush()
    expect(platform.natives).toHaveLength(1)
    download.abort()
    await flush()
    expect(platform.natives).toHaveLength(2)
    expect(most).toBe(1)
  })

  it('leave the count of transfers right, however downloads end', async () => {
    const scene = createScene({ retry: 0 })
    const downloads = ['a', 'b', 'c', 'd'].map((name) => scene.add(urlOf(name)))
    await flush()
    expect(scene.platform.slots.running).toBe(4)
    scene.platform.nativeOf(urlOf('a')).success()
    scene.platform.nativeOf(urlOf('b')).fail('tls')
    downloads[2]?.abort()
    downloads[3]?.pause()
    await flush()
    expect(scene.platform.slots).toEqual({ running: 0, waiting: new Set() })
  })
})

describe('ten thousand downloads', () => {
  it('are queued, paused, resumed and all carried out', async () => {
    const scene = createScene({ concurrency: 10 })
    const count = 10_000
    for (let index = 0; index < count; index += 1) {
      scene.add({ url: urlOf(String(index)), priority: index % 7 })
    }
    scene.downloader.pause()
    scene.downloader.resume()
    expect(scene.downloader.downloads).toHaveLength(count)
    let ended = 0
    scene.downloader.on('success', () => {
      ended += 1
    })
    let looked = 0
    for (let round = 0; round < 2000 && ended < count; round += 1) {
      await flush()
      const { natives } = scene.platform
      for (const native of natives.slice(looked)) if (!native.isAborted) native.success()
      looked = natives.length
    }
    await flush()
    expect(ended).toBe(count)
    expect(scene.downloader.downloads).toEqual([])
  })
})
