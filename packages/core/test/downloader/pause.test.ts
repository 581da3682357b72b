import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScene, flush, pass, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('pause and resume of one download', () => {
  it('stops the native download and starts another', async () => {
    const { platform, add } = createScene()
    const download = add(urlOf('a'))
    await flush()
    download.pause()
    expect(download.state).toBe('paused')
    expect(platform.natives[0]?.isAborted).toBe(true)
    download.resume()
    await flush()
    expect(download.state).toBe('active')
    expect(platform.natives).toHaveLength(2)
    platform.natives[1]?.success()
    await expect(download).resolves.toMatchObject({ tempFilePath: 'tmp/1', statusCode: 200 })
  })

  it('is deaf to what the host still says of the stopped one', async () => {
    const { platform, add } = createScene()
    const download = add(urlOf('a'))
    await flush()
    download.pause()
    platform.natives[0]?.progress(5, 10)
    platform.natives[0]?.fail('network')
    await pass(100_000)
    expect(download.state).toBe('paused')
    expect(download.progress.totalBytesWritten).toBe(0)
    expect(platform.natives).toHaveLength(1)
  })

  it('keeps a paused download out of the timeouts', async () => {
    const { add } = createScene({ timeout: 1000 })
    const download = add(urlOf('a'))
    await flush()
    download.pause()
    await pass(10_000)
    expect(download.state).toBe('paused')
  })

  it('makes a retry that waits begin at once on resume', async () => {
    const { platform, add } = createScene({ retry: { minDelay: 30_000 } })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.fail('network')
    await flush()
    download.pause()
    await pass(100_000)
    expect(platform.natives).toHaveLength(1)
    download.resume()
    await flush()
    expect(platform.natives).toHaveLength(2)
  })

  it('does nothing twice, nor resume before pause', async () => {
    const { platform, add } = createScene()
    const download = add(urlOf('a'))
    await flush()
    download.resume()
    download.pause()
    download.pause()
    download.resume()
    download.resume()
    await flush()
    expect(platform.natives).toHaveLength(2)
  })

  it('may be called by a listener of the attempt that begins', async () => {
    const { downloader, platform, add } = createScene()
    downloader.on('start', ({ download }) => download.pause())
    const download = add(urlOf('a'))
    await flush()
    expect(download.state).toBe('paused')
    expect(platform.running).toHaveLength(0)
  })
})

describe('pause and resume of all', () => {
  it('stops everything, and everything goes on', async () => {
    const { downloader, platform, add } = createScene({ concurrency: 2 })
    const downloads = ['a', 'b', 'c'].map((name) => add(urlOf(name)))
    await flush()
    downloader.pause()
    await flush()
    expect(downloads.map(({ state }) => state)).toEqual(['paused', 'paused', 'paused'])
    expect(platform.running).toHaveLength(0)
    expect(platform.natives).toHaveLength(2)
    downloader.resume()
    await flush()
    expect(downloads.map(({ state }) => state)).toEqual(['active', 'active', 'queued'])
  })

  it('starts nobody on the way, and spends no attempt of those that had not begun', async () => {
    const { downloader, add } = createScene({ concurrency: 1 })
    const started: string[] = []
    downloader.on('start', ({ download }) => started.push(download.url))
    const downloads = ['a', 'b', 'c'].map((name) => add(urlOf(name)))
    await flush()
    downloader.pause()
    await flush()
    expect(started).toEqual([urlOf('a')])
    expect(downloads.map(({ attempts }) => attempts)).toEqual([1, 0, 0])
  })

  it('holds for what is added meanwhile', async () => {
    const { downloader, platform, add } = createScene()
    downloader.pause()
    const download = add(urlOf('a'))
    await flush()
    expect(download.state).toBe('paused')
    expect(download.attempts).toBe(0)
    expect(platform.natives).toHaveLength(0)
    downloader.resume()
    await flush()
    expect(download.state).toBe('active')
    expect(platform.natives).toHaveLength(1)
  })

  it('lets one of those that were added meanwhile go by itself', async () => {
    const { downloader, platform, add } = createScene()
    downloader.pause()
    const downloads = [add(urlOf('a')), add(urlOf('b'))]
    downloads[1]?.resume()
    await flush()
    expect(platform.natives.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })

  it('resumes what was paused by itself as well', async () => {
    const { downloader, add } = createScene()
    const download = add(urlOf('a'))
    download.pause()
    downloader.resume()
    await flush()
    expect(download.state).toBe('active')
  })
})

describe('abort of a downloader', () => {
  it('ends everything in whatever state, and starts nobody on the way', async () => {
    const { downloader, platform, add } = createScene({ concurrency: 1 })
    const started: string[] = []
    downloader.on('start', ({ download }) => started.push(download.url))
    const downloads = ['a', 'b', 'c', 'd'].map((name) => add(urlOf(name)))
    downloads[3]?.pause()
    await flush()
    downloader.abort()
    await flush()
    expect(downloads.every(({ state }) => state === 'aborted')).toBe(true)
    expect(platform.running).toHaveLength(0)
    expect(started).toEqual([urlOf('a')])
    for (const download of downloads) await expect(download).rejects.toMatchObject({ code: 'aborted' })
  })
})
