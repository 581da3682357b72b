import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader, isDownloadError } from '../../src/index.js'
import { createScene, failure, filesOf, flush, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const broken = (): never => {
  throw new Error('of the app')
}

describe('what the code of the app throws', () => {
  it('in validateStatus ends in a DownloadError', async () => {
    const { platform, downloader, add } = createScene({ validateStatus: broken })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.success()
    expect(isDownloadError(await failure(download))).toBe(true)
    expect(downloader.downloads).toEqual([])
  })

  it('in a hasher ends in a DownloadError', async () => {
    const { platform, downloader, add } = createScene({ hashers: { sum: broken } })
    const download = add({ url: urlOf('a'), checksum: { algorithm: 'sum', value: '00' } })
    await flush()
    platform.running[0]?.success()
    expect(isDownloadError(await failure(download))).toBe(true)
    expect(downloader.downloads).toEqual([])
  })

  it('in removeEventListener of its signal does not stop the downloader', async () => {
    const { platform, downloader, add } = createScene({ concurrency: 1 })
    const signal = { aborted: false, addEventListener() {}, removeEventListener: broken }
    add({ url: urlOf('a'), signal })
    await flush()
    try {
      downloader.abort()
    } catch {
      // Of the app.
    }
    add(urlOf('b'))
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })
})

describe('what listeners call in turn', () => {
  it('pause() while everything is aborted starts nobody', async () => {
    const { platform, downloader, add } = createScene({ concurrency: 1 })
    for (const name of ['a', 'b', 'c']) add(urlOf(name))
    await flush()
    const started = vi.fn()
    downloader.on('start', started)
    downloader.on('fail', () => downloader.pause())
    downloader.abort()
    await flush()
    expect(started).not.toHaveBeenCalled()
    expect(platform.running).toHaveLength(0)
  })

  it('pause() in the last progress event loses nothing', async () => {
    const { platform, downloader, add } = createScene()
    const off = downloader.on('progress', ({ download }) => download.pause())
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.success()
    await flush()
    off()
    if (download.state === 'paused') {
      download.resume()
      await flush()
      platform.running[0]?.success()
    }
    await expect(download).resolves.toMatchObject({ statusCode: 200 })
  })

  it('abort() in the last progress event aborts', async () => {
    const { platform, downloader, add } = createScene()
    downloader.on('progress', ({ download }) => download.abort())
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.success()
    await expect(download).rejects.toMatchObject({ code: 'aborted' })
    expect(download.state).toBe('aborted')
  })

  it('download() in the callback of another goes on with the queue', async () => {
    const { platform, add } = createScene({ concurrency: 1 })
    add({ url: urlOf('a'), complete: () => void add(urlOf('b')) })
    await flush()
    platform.running[0]?.fail('tls')
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })
})

describe('a handle that is paused while another goes on', () => {
  it('still hears of the last progress', async () => {
    const { platform, add } = createScene()
    const [one] = [add(urlOf('a')), add(urlOf('a'))]
    const listener = vi.fn()
    one.onProgressUpdate(listener)
    await flush()
    one.pause()
    platform.running[0]?.success(7)
    await one
    expect(listener).toHaveBeenCalledWith(expect.objectContaining({ progress: 100, totalBytesWritten: 7 }))
  })

  it('is no news of the downloader on the way', async () => {
    const { platform, downloader, add } = createScene({ progressInterval: 0 })
    const [one, other] = [add(urlOf('a')), add(urlOf('a'))]
    const told: object[] = []
    downloader.on('progress', ({ download }) => told.push(download))
    await flush()
    one.pause()
    platform.running[0]?.progress(1, 10)
    expect(told).toEqual([other])
  })
})

describe('two downloaders of one host', () => {
  it('are never more than the host allows together, and both go on', async () => {
    const { platform, add } = createScene({}, { limits: { parallelDownloads: 2 } })
    const second = createDownloader({ platform })
    add(urlOf('a'))
    add(urlOf('b'))
    const ofSecond = [second.download(urlOf('c')), second.download(urlOf('d'))]
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([urlOf('a'), urlOf('b')])
    for (let count = 0; count < 4; count += 1) {
      platform.running[0]?.success()
      await flush()
      expect(platform.running.length).toBeLessThanOrEqual(2)
    }
    await expect(Promise.all(ofSecond)).resolves.toHaveLength(2)
  })

  it('do not take each other’s part file away: one begins at a path that the other has just left', async () => {
    const { platform, add } = createScene()
    const filePath = 'usr/file'
    const first = add({ url: urlOf('a'), filePath })
    await flush()
    first.abort()
    const second = createDownloader({ platform }).download({ url: urlOf('a'), filePath })
    second.catch(() => undefined)
    await flush()
    platform.running[0]?.success(content, { header: { 'Content-Length': '3' } })
    await expect(second).resolves.toMatchObject({ filePath, attempts: 1 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })
})

const content = new Uint8Array([1, 2, 3])
