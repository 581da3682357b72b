import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadProgress } from '../../src/index.js'
import { createScene, flush, pass, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(1_000_000)
})
afterEach(() => {
  vi.useRealTimers()
})

function run(...args: Parameters<typeof createScene>) {
  const scene = createScene(...args)
  const download = scene.add(urlOf('a'))
  const events: DownloadProgress[] = []
  download.onProgressUpdate((event) => events.push(event))
  return { ...scene, download, events }
}

describe('progress events', () => {
  it('come at most every hundred milliseconds', async () => {
    const { platform, events } = run()
    await flush()
    for (let written = 1; written <= 50; written += 1) {
      platform.running[0]?.progress(written, 100)
      await pass(10)
    }
    expect(events.map(({ totalBytesWritten }) => totalBytesWritten)).toEqual([1, 11, 21, 31, 41])
  })

  it.each([
    [0, 10],
    [20, 5],
    [Number.POSITIVE_INFINITY, 0],
  ])('come at most every %d milliseconds if asked so', async (progressInterval, count) => {
    const { platform, events } = run({ progressInterval })
    await flush()
    for (let written = 1; written <= 10; written += 1) {
      platform.running[0]?.progress(written, 100)
      await pass(10)
    }
    expect(events).toHaveLength(count)
  })

  it('end with an exact one in any case, of the size of the file', async () => {
    const { platform, download, events } = run()
    await flush()
    platform.running[0]?.progress(999, 1000)
    platform.running[0]?.success(1000, { header: { 'content-length': '1000' } })
    await download
    expect(events.at(-1)).toMatchObject({
      progress: 100,
      totalBytesWritten: 1000,
      totalBytesExpectedToWrite: 1000,
      secondsRemaining: 0,
    })
    expect(download.progress).toEqual(events.at(-1))
  })

  it('have that one even where the host reports none', async () => {
    const { platform, download, events } = run()
    await flush()
    platform.running[0]?.success(7)
    await download
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ progress: 100, totalBytesWritten: 7, totalBytesExpectedToWrite: 7 })
  })

  it('have the bytes that came, where the host cannot tell how large the file is', async () => {
    const { platform, download, events } = run()
    vi.spyOn(platform.files, 'stat').mockRejectedValue(new Error('not allowed'))
    await flush()
    platform.running[0]?.progress(5, 10)
    platform.running[0]?.success(7)
    await download
    expect(events.at(-1)).toMatchObject({ progress: 100, totalBytesWritten: 5, totalBytesExpectedToWrite: 5 })
  })

  it('come before the end, and not after it', async () => {
    const { platform, downloader, download } = run({ progressInterval: 0 })
    const order: string[] = []
    downloader.on('progress', () => order.push('progress'))
    downloader.on('success', () => order.push('success'))
    await flush()
    platform.running[0]?.success()
    platform.natives[0]?.progress(9, 10)
    await download
    expect(order).toEqual(['progress', 'success'])
  })

  it('never fall from attempt to attempt', async () => {
    const { platform, download, events } = run({ progressInterval: 0 })
    await flush()
    platform.running[0]?.progress(70, 100)
    platform.running[0]?.fail('network')
    await pass(1000)
    platform.running[0]?.progress(10, 100)
    platform.running[0]?.progress(80, 100)
    expect(events.map(({ progress }) => progress)).toEqual([70, 70, 80])
    expect(download.progress.totalBytesWritten).toBe(80)
  })

  it('do not count the page of an http status that is not accepted', async () => {
    const { platform, download, events } = run({ progressInterval: 0 })
    await flush()
    platform.running[0]?.progress(10, 100)
    platform.running[0]?.fail('network')
    await pass(1000)
    platform.running[0]?.progress(90, 100)
    platform.running[0]?.success(100, { statusCode: 503 })
    await flush()
    expect(download.progress).toMatchObject({ progress: 10, totalBytesWritten: 10 })
    await pass(2000)
    platform.running[0]?.progress(20, 100)
    expect(events.at(-1)).toMatchObject({ progress: 20, totalBytesWritten: 20 })
  })

  it('have no total where the server names none', async () => {
    const { platform, events } = run()
    await flush()
    platform.running[0]?.progress(70)
    expect(events).toEqual([{ totalBytesWritten: 70, bytesPerSecond: expect.any(Number) }])
  })

  it('tell the speed and the remaining time', async () => {
    const { platform, events } = run()
    await flush()
    platform.running[0]?.progress(0, 1000)
    await pass(1000)
    platform.running[0]?.progress(250, 1000)
    expect(events[1]?.bytesPerSecond).toBeCloseTo(250)
    expect(events[1]?.secondsRemaining).toBeCloseTo(3)
  })

  it('end with offProgressUpdate, for one listener or for all', async () => {
    const { platform, download, events } = run({ progressInterval: 0 })
    const other = vi.fn()
    download.onProgressUpdate(other)
    download.offProgressUpdate(other)
    await flush()
    platform.running[0]?.progress(1, 10)
    expect(other).not.toHaveBeenCalled()
    expect(events).toHaveLength(1)
    download.offProgressUpdate()
    platform.running[0]?.progress(2, 10)
    expect(events).toHaveLength(1)
  })
})
