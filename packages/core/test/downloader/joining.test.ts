import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader } from '../../src/index.js'
import { createScene, failure, flush, pathsOf, type Scene, urlOf } from './scene.js'

const url = urlOf('a')
const filePath = 'usr/a.bin'
const resume = { segmentSize: 400 }
const headerOf = ({ platform }: Scene) => platform.running[0]?.request.header?.Authorization

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function answerRange({ platform }: Scene): void {
  const [native] = platform.running
  const match = /bytes=(\d+)-(\d+)/.exec(native?.request.header?.Range ?? '')
  const [start, end] = [Number(match?.[1]), Math.min(Number(match?.[2]), 999)]
  const header = { 'Content-Range': `bytes ${start}-${end}/1000`, ETag: '"1"' }
  native?.success(end - start + 1, { statusCode: 206, header })
}

describe('a newer request of the same url and path joins, and its headers count', () => {
  const older = { url, filePath, header: { Authorization: 'old' } }
  const newer = { url, filePath, header: { Authorization: 'new' } }

  it('while it runs, from the next request to the server on', async () => {
    const scene = createScene({ resume })
    const first = scene.add(older)
    await flush()
    const second = scene.add(newer)
    expect(second.id).toBe(first.id)
    expect(headerOf(scene)).toBe('old')
    answerRange(scene)
    await flush()
    expect(headerOf(scene)).toBe('new')
    answerRange(scene)
    await expect(Promise.all([first, second])).resolves.toHaveLength(2)
  })

  it('while it is paused, and goes on', async () => {
    const scene = createScene({ resume })
    const first = scene.add(older)
    await flush()
    answerRange(scene)
    await flush()
    first.pause()
    await flush()
    const second = scene.add(newer)
    await flush()
    expect(headerOf(scene)).toBe('new')
    expect(scene.platform.running[0]?.request.header?.Range).toMatch(/^bytes=400-/)
    expect([first.state, second.state]).toEqual(['paused', 'active'])
  })

  it('after restore, and in the next run again', async () => {
    const first = createScene({ resume })
    first.add(older)
    await flush()
    const restart = (scene: Scene): Scene => {
      const next = createScene({ resume })
      for (const [path, bytes] of scene.platform.files.contents) next.platform.files.contents.set(path, bytes)
      return next
    }
    const second = restart(first)
    await second.downloader.restore()
    second.downloader.pause()
    await flush()
    second.add(newer)
    await flush()
    const third = restart(second)
    await third.downloader.restore()
    await flush()
    expect(headerOf(third)).toBe('new')
  })

  it('and so does all else of it: it may want ranges where the older one did not', async () => {
    const scene = createScene({ retry: 1 })
    scene.add({ ...older, resume: false })
    await flush()
    scene.add({ ...newer, resume })
    scene.platform.running[0]?.fail('network')
    await vi.advanceTimersByTimeAsync(1000)
    expect(scene.platform.running[0]?.request.header?.Range).toBe('bytes=0-399')
  })

  it('but not with another checksum, nor for another url', async () => {
    const scene = createScene({ resume })
    scene.add({ ...older, checksum: { algorithm: 'md5', value: 'aa' } })
    await flush()
    for (const other of [
      { ...newer, checksum: { algorithm: 'md5', value: 'bb' } },
      { ...newer, checksum: { algorithm: 'sha1', value: 'aa' } },
      { ...newer, url: urlOf('b') },
    ]) {
      expect(await failure(scene.add(other))).toMatchObject({
        code: 'invalid-argument',
        errMsg: expect.stringContaining('abort that one first'),
      })
    }
  })

  it('and does with the same checksum', async () => {
    const scene = createScene({ resume })
    const checksum = { algorithm: 'md5', value: 'aa' } as const
    scene.add({ ...older, checksum })
    await flush()
    expect(scene.add({ ...newer, checksum: { ...checksum } }).state).toBe('active')
    await flush()
    expect(scene.platform.natives).toHaveLength(1)
  })

  it('and the checksum of the older one is still checked', async () => {
    const scene = createScene({ resume: false, retry: 0 })
    const first = scene.add({ ...older, checksum: { algorithm: 'md5', value: 'aa' } })
    await flush()
    scene.add(newer)
    for (let count = 0; count < 2; count += 1) {
      scene.platform.running[0]?.success(3)
      await flush()
    }
    expect(await failure(first)).toMatchObject({ code: 'integrity' })
  })

  it('and the checksum of the older one is checked after a kill as well', async () => {
    const scene = createScene({ resume: false })
    scene.downloader.pause()
    scene.add({ ...older, checksum: { algorithm: 'md5', value: 'aa' } })
    scene.add(newer)
    await flush()
    const next = createScene({ resume: false, retry: 0 })
    for (const [path, bytes] of scene.platform.files.contents) next.platform.files.contents.set(path, bytes)
    const [restored] = await next.downloader.restore()
    for (let count = 0; count < 2; count += 1) {
      await flush()
      next.platform.running[0]?.success(3)
    }
    await expect(restored).rejects.toMatchObject({ code: 'integrity' })
  })

  it('and writes nothing where they have no path, though the file was fetched again', async () => {
    const scene = createScene({ retry: 1 })
    const checksum = { algorithm: 'md5', value: 'aa' } as const
    scene.add({ url, checksum })
    await flush()
    scene.add({ url, checksum })
    scene.platform.running[0]?.success(3)
    await flush()
    scene.platform.running[0]?.fail('network')
    await flush()
    const paths = pathsOf(scene.platform)
    expect(paths.filter((path) => path.startsWith('usr/'))).toEqual([])
  })

  it('but not the download of another downloader', async () => {
    const scene = createScene()
    scene.add(older)
    await flush()
    const other = createDownloader({ platform: scene.platform })
    expect(await failure(other.download(newer))).toMatchObject({ code: 'invalid-argument' })
  })
})

describe('of those who share a transfer the least strict decides', () => {
  it('what waits for Wi-Fi goes on with one who takes any network', async () => {
    const { platform, add } = createScene({}, { network: 'cellular' })
    const prefetch = add({ url, network: 'wifi' })
    await flush()
    expect(prefetch.waitingFor).toBe('network')
    const shown = add({ url, network: 'any' })
    await flush()
    expect([prefetch.state, shown.state]).toEqual(['active', 'active'])
    platform.running[0]?.success()
    await expect(Promise.all([prefetch, shown])).resolves.toHaveLength(2)
  })

  it('and is strict again when that one has left', async () => {
    const { platform, add } = createScene({}, { network: 'cellular' })
    const prefetch = add({ url, network: 'wifi' })
    await flush()
    const shown = add({ url, network: 'any' })
    await flush()
    shown.abort()
    await flush()
    expect(prefetch.waitingFor).toBe('network')
    expect(platform.natives[0]?.isAborted).toBe(true)
  })

  it('who is paused does not decide', async () => {
    const { add } = createScene({}, { network: 'cellular' })
    const shown = add({ url, network: 'any' })
    await flush()
    const prefetch = add({ url, network: 'wifi' })
    shown.pause()
    prefetch.pause()
    await flush()
    prefetch.resume()
    await flush()
    expect(prefetch.waitingFor).toBe('network')
    shown.resume()
    await flush()
    expect(prefetch.state).toBe('active')
  })

  it('the higher priority counts', async () => {
    const { platform, add } = createScene({ concurrency: 1 })
    add(urlOf('first'))
    add({ url: urlOf('b') })
    add({ url })
    add({ url, priority: 5 })
    await flush()
    platform.running[0]?.success()
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([url])
  })
})
