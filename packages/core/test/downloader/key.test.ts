import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader, createFileCache } from '../../src/index.js'
import { createScene, failure, flush, pass, urlOf } from './scene.js'
import { createStubFullPlatform, type StubNative } from './stub-full-platform.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const key = 'course/12.mp4'
const filePath = 'usr/12.mp4'
const signed = (signature: string): string => `https://example.com/12.mp4?signature=${signature}`
const content = Uint8Array.of(0, 1, 2, 3, 4, 5)

function answerRange(native: StubNative | undefined, etag = '"1"'): void {
  const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(native?.request.header?.Range ?? '') ?? []).map(Number)
  const part = content.slice(start, end + 1)
  const label = `bytes ${start}-${start + part.length - 1}/${content.length}`
  native?.success(part, { statusCode: 206, header: { 'Content-Range': label, ETag: etag } })
}

describe('a download with a key', () => {
  it('goes on where the part file is, though the url is another one', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 2 } })
    const first = add({ url: signed('one'), key, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    platform.running[0]?.fail('network')
    await failure(first)
    const second = add({ url: signed('two'), key, filePath })
    await flush()
    const { url, header } = platform.running[0]?.request ?? {}
    expect([url, header?.['If-Range']]).toEqual([signed('two'), '"1"'])
    expect(header?.Range).toMatch(/^bytes=2-/)
    for (let round = 0; round < 5 && platform.running[0]; round += 1) {
      answerRange(platform.running[0])
      await flush()
    }
    await expect(second).resolves.toMatchObject({ resumedBytes: 2 })
    expect(platform.files.contents.get(filePath)).toEqual(content)
  })

  it('joins an unfinished one, whose next attempt goes to the newer url', async () => {
    const { platform, add } = createScene({ resume: false })
    const first = add({ url: signed('one'), key, filePath })
    await flush()
    const second = add({ url: signed('two'), key, filePath })
    expect(second.id).toBe(first.id)
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(platform.running.map(({ request }) => request.url)).toEqual([signed('two')])
    platform.running[0]?.success(3)
    await expect(Promise.all([first, second])).resolves.toHaveLength(2)
  })

  it('joins an unfinished one without a path, too', async () => {
    const { platform, add } = createScene()
    const both = [add({ url: signed('one'), key }), add({ url: signed('two'), key })]
    await flush()
    expect(platform.running).toHaveLength(1)
    platform.running[0]?.success(3)
    await expect(Promise.all(both)).resolves.toHaveLength(2)
  })

  it('joins a restored one', async () => {
    const killed = createScene({ resume: false })
    killed.add({ url: signed('one'), key, filePath })
    await flush()
    const { platform, downloader, add } = createScene({ resume: false })
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    downloader.pause()
    const [restored] = await downloader.restore()
    const newer = add({ url: signed('two'), key, filePath })
    expect(newer.id).toBe(restored?.id)
    downloader.resume()
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([signed('two')])
  })

  it('is refused at a path where another one is under way, in words that say what to do', async () => {
    const { add } = createScene()
    add({ url: signed('one'), key, filePath })
    await flush()
    expect(await failure(add({ url: signed('one'), key: 'course/13.mp4', filePath }))).toMatchObject({
      code: 'invalid-argument',
      errMsg: expect.stringContaining('abort that one first'),
    })
  })

  it('finds its file in the cache', async () => {
    const platform = createStubFullPlatform()
    const cache = createFileCache({ maxBytes: 1000, maxAge: 60_000, platform })
    const downloader = createDownloader({ platform, cache, retry: 0 })
    const first = downloader.download({ url: signed('one'), key })
    await flush()
    platform.running[0]?.success(3)
    const { path } = await first
    const second = downloader.download({ url: signed('two'), key, header: { Authorization: 'new' } })
    await expect(second).resolves.toMatchObject({ path, fromCache: true })
    expect(await cache.get({ url: signed('three'), key })).toMatchObject({ filePath: path })
    expect(await cache.has(signed('one'))).toBe(false)
  })

  it.each(['', 5, null])('is refused with the key %j', async (wrong) => {
    const { add } = createScene()
    expect(await failure(add({ url: urlOf('a'), key: wrong as string }))).toMatchObject({
      code: 'invalid-argument',
      errMsg: expect.stringContaining('invalid key: expected a text that is not empty'),
    })
  })
})

describe('the meta of a download', () => {
  it('is what the app has given, and is there after a restore', async () => {
    const meta = { courseId: 12, tags: ['a'] }
    const killed = createScene()
    expect(killed.add({ url: urlOf('a'), filePath, meta }).meta).toEqual(meta)
    await flush()
    const { platform, downloader } = createScene()
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    const [restored] = await downloader.restore()
    expect(restored?.meta).toEqual(meta)
  })

  it('is refused where JSON cannot hold it', async () => {
    const { add } = createScene()
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    for (const meta of [cyclic, 'text', null] as Record<string, unknown>[]) {
      expect(await failure(add({ url: urlOf('a'), meta }))).toMatchObject({
        code: 'invalid-argument',
        errMsg: expect.stringContaining('invalid meta'),
      })
    }
  })
})

describe('a download as JSON', () => {
  it('is what a list needs, without what is secret', async () => {
    const { platform, add } = createScene({ resume: false })
    const download = add({ url: signed('secret'), key, filePath, meta: { courseId: 12 } })
    await flush()
    const text = JSON.stringify([download])
    expect(text).not.toContain('secret')
    expect(JSON.parse(text)).toEqual([
      {
        id: download.id,
        key,
        url: 'https://example.com/12.mp4?signature=…',
        state: 'active',
        progress: { totalBytesWritten: 0, bytesPerSecond: 0 },
        meta: { courseId: 12 },
      },
    ])
    platform.running[0]?.success(3)
    await download
    expect(JSON.parse(JSON.stringify(download))).toMatchObject({ state: 'completed', path: filePath })
  })
})

describe('the event of a state', () => {
  it('tells each state of each download once, as it comes', async () => {
    const { platform, downloader, add } = createScene({ concurrency: 1 })
    const heard: string[] = []
    downloader.on('state', ({ download, state }) => heard.push(`${download.url.slice(-1)} ${state}`))
    add(urlOf('a'))
    const second = add(urlOf('b'))
    await flush()
    platform.running[0]?.fail('network')
    await flush()
    second.pause()
    await pass(1000)
    platform.running[0]?.success()
    await flush()
    second.resume()
    await flush()
    second.abort()
    await flush()
    expect(heard.filter((text) => text.startsWith('a'))).toEqual([
      'a queued',
      'a active',
      'a waiting',
      'a queued',
      'a active',
      'a completed',
    ])
    expect(heard.filter((text) => text.startsWith('b'))).toEqual([
      'b queued',
      'b active',
      'b paused',
      'b queued',
      'b active',
      'b aborted',
    ])
  })

  it('tells of one that rests while others go on with its transfer', async () => {
    const { downloader, add } = createScene()
    const heard: string[] = []
    const [first, second] = [add(urlOf('a')), add(urlOf('a'))]
    await flush()
    downloader.on('state', ({ download, state }) => heard.push(`${download === first ? 1 : 2} ${state}`))
    second.pause()
    await flush()
    second.resume()
    await flush()
    expect(heard).toEqual(['2 paused', '2 active'])
  })
})
