import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { downloadAll } from '../src/index.js'
import { createScene, flush, urlOf } from './downloader/scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('downloadAll', () => {
  it('resolves with all outcomes in the order of the requests, whatever they are', async () => {
    const { platform, downloader } = createScene({ retry: 0 })
    const group = downloadAll(downloader, [urlOf('a'), { url: urlOf('b') }, 'nonsense'])
    await flush()
    platform.nativeOf(urlOf('b')).success(3)
    platform.nativeOf(urlOf('a')).fail('tls')
    const [first, second, third] = await group
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'tls' } })
    expect(second).toMatchObject({ status: 'fulfilled', value: { fileName: 'b' } })
    expect(third).toMatchObject({ status: 'rejected', reason: { code: 'invalid-argument' } })
    expect(group.downloads.map(({ state }) => state)).toEqual(['failed', 'completed', 'failed'])
  })

  it('tells the progress over all: of files until all sizes are known, then of bytes', async () => {
    const { platform, downloader } = createScene({ progressInterval: 0 })
    const group = downloadAll(downloader, [urlOf('a'), urlOf('b')])
    const heard: number[] = []
    group.onProgressUpdate(({ progress }) => heard.push(progress))
    await flush()
    platform.nativeOf(urlOf('a')).progress(50, 100)
    expect(group.progress).toMatchObject({
      settled: 0,
      count: 2,
      totalBytesWritten: 50,
      totalBytesExpectedToWrite: undefined,
      progress: 25,
    })
    await vi.advanceTimersByTimeAsync(1000)
    platform.nativeOf(urlOf('b')).progress(100, 300)
    expect(group.progress.bytesPerSecond).toBeGreaterThan(0)
    expect(group.progress).toMatchObject({ totalBytesExpectedToWrite: 400, progress: 37 })
    platform.nativeOf(urlOf('a')).success(100)
    platform.nativeOf(urlOf('b')).success(300)
    await group
    expect(group.progress).toMatchObject({
      settled: 2,
      progress: 100,
      totalBytesWritten: 400,
      bytesPerSecond: 0,
    })
    expect(heard[0]).toBe(25)
    expect(heard[heard.length - 1]).toBe(100)
  })

  it('never tells less progress than before, also when the last size becomes known', async () => {
    const { platform, downloader } = createScene({ progressInterval: 0 })
    const group = downloadAll(downloader, [urlOf('a'), urlOf('b')])
    await flush()
    platform.nativeOf(urlOf('a')).progress(90, 100)
    expect(group.progress).toMatchObject({ progress: 45 })
    platform.nativeOf(urlOf('b')).progress(10, 10_000)
    expect(group.progress).toMatchObject({ progress: 45, totalBytesExpectedToWrite: 10_100 })
    platform.nativeOf(urlOf('b')).progress(9000, 10_000)
    expect(group.progress).toMatchObject({ progress: 90 })
    group.abort()
    await group
  })

  it('counts what has ended for what has come of it: a file without bytes, and one that has failed', async () => {
    const { platform, downloader } = createScene({ progressInterval: 0, retry: 0 })
    const group = downloadAll(downloader, [urlOf('a'), urlOf('b'), urlOf('c')])
    await flush()
    platform.nativeOf(urlOf('a')).success(0)
    platform.nativeOf(urlOf('b')).progress(30, 100)
    platform.nativeOf(urlOf('b')).fail('tls')
    await flush()
    platform.nativeOf(urlOf('c')).progress(20, 70)
    expect(group.progress).toMatchObject({
      settled: 2,
      totalBytesWritten: 50,
      totalBytesExpectedToWrite: 100,
      // By files, as it was before the last size was known.
      progress: 66,
    })
    group.abort()
    await group
  })

  it('is heard of by nobody who does not want it any more, and by the others if one throws', async () => {
    const { platform, downloader } = createScene({ progressInterval: 0 })
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const group = downloadAll(downloader, [urlOf('a')])
    const [gone, there] = [vi.fn(), vi.fn()]
    group.onProgressUpdate(() => {
      throw new Error('of the app')
    })
    group.onProgressUpdate(gone)
    group.onProgressUpdate(there)
    group.offProgressUpdate(gone)
    await flush()
    platform.running[0]?.progress(1, 2)
    expect(gone).not.toHaveBeenCalled()
    expect(there).toHaveBeenCalledTimes(1)
    group.offProgressUpdate()
    platform.running[0]?.progress(2, 2)
    expect(there).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(0).catch(() => undefined)
    error.mockRestore()
  })

  it('pauses, resumes and aborts all of them, and no others', async () => {
    const { downloader, add } = createScene()
    const other = add(urlOf('other'))
    const group = downloadAll(downloader, [urlOf('a'), urlOf('b')])
    await flush()
    group.pause()
    expect(group.downloads.map(({ state }) => state)).toEqual(['paused', 'paused'])
    group.resume()
    await flush()
    expect(group.downloads.map(({ state }) => state)).toEqual(['active', 'active'])
    group.abort()
    expect(await group).toMatchObject([{ reason: { code: 'aborted' } }, { reason: { code: 'aborted' } }])
    expect(other.state).toBe('active')
  })

  it('is done at once where there is nothing to do', async () => {
    const { downloader } = createScene()
    const group = downloadAll(downloader, [])
    await expect(group).resolves.toEqual([])
    expect(group.progress.progress).toBe(100)
  })
})
