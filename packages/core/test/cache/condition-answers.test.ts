import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadResult } from '../../src/index.js'
import { failure, urlOf } from '../downloader/scene.js'
import { type CacheScene, createCacheScene } from './cache-scene.js'

const start = Date.UTC(2026, 0, 1)
const url = urlOf('a.png')
const dateOf = (ago: number): string => new Date(start - ago).toUTCString()

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

type Header = Record<string, string>
type Reply = 'network' | { readonly status?: number; readonly header?: Header; readonly size?: number }

/** A scene with a file of 100 bytes under this header, which the server has to be asked about. */
async function createKept(header: Header, options: Parameters<typeof createCacheScene>[0] = {}) {
  const scene = createCacheScene(options)
  await scene.fetch(url, { header })
  return scene
}

/** Downloads it again with one reply for each request; what comes of it, and what was asked. */
async function again(scene: CacheScene, ...replies: Reply[]) {
  const { platform, downloader } = scene
  const before = platform.natives.length
  const download: Promise<DownloadResult> = downloader.download(url)
  download.catch(() => undefined)
  for (const reply of replies) {
    await vi.advanceTimersByTimeAsync(0)
    const [native] = platform.running
    if (reply === 'network') native?.fail('network')
    else native?.success(reply.size ?? 0, { statusCode: reply.status ?? 200, header: reply.header ?? {} })
  }
  await vi.advanceTimersByTimeAsync(0)
  const asked = platform.natives.slice(before).map(({ request }) => request.header)
  return { download, asked }
}

const tagged = { ETag: '"one"', 'Content-Type': 'image/png' }
/** Says nothing of the file: a login page of a network, say. */
const page: Reply = { size: 9, header: { 'Content-Type': 'text/html' } }
const byTag = { 'If-None-Match': '"one"' }

describe('an answer to a condition that is not the file', () => {
  it('is asked for once more without one, and the next download has a condition again', async () => {
    const scene = await createKept(tagged)
    const { download, asked } = await again(scene, page, { size: 120, header: { ETag: '"two"' } })
    expect(asked).toEqual([byTag, {}])
    await expect(download).resolves.toMatchObject({ fromCache: false })
    expect(await scene.cache.get(url)).toMatchObject({ size: 120 })
    expect((await again(scene, { status: 304 })).asked).toEqual([{ 'If-None-Match': '"two"' }])
  })

  it('is one of another kind, however long it is', async () => {
    const scene = await createKept(tagged)
    const long: Reply = { size: 200, header: { 'Content-Type': 'text/html' } }
    const { download, asked } = await again(scene, long, long)
    expect(asked).toEqual([byTag, {}])
    expect(await failure(download)).toMatchObject({ code: 'integrity' })
  })

  it('is a failure if it comes twice, and the file stays', async () => {
    const scene = await createKept(tagged)
    const { download, asked } = await again(scene, page, page, page)
    expect(asked).toEqual([byTag, {}])
    expect(await failure(download)).toMatchObject({ code: 'integrity' })
    expect(await scene.cache.get(url)).toMatchObject({ size: 100 })
  })

  it('is one under the same strong tag that is shorter', async () => {
    for (const tag of ['"one"', '"fooW"']) {
      const scene = await createKept({ ETag: tag })
      const shorter: Reply = { size: 9, header: { ETag: tag } }
      expect(await failure((await again(scene, shorter, shorter)).download)).toMatchObject({
        code: 'integrity',
      })
    }
  })

  it('is none under another tag, though it is shorter and has the same date', async () => {
    const date = { 'Last-Modified': dateOf(60_000) }
    const scene = await createKept({ ETag: '"one"', ...date })
    const { download, asked } = await again(scene, { size: 9, header: { ETag: '"two"', ...date } })
    expect(asked).toHaveLength(1)
    await expect(download).resolves.toMatchObject({ fromCache: false })
    expect(await scene.cache.get(url)).toMatchObject({ size: 9 })
  })

  it('is none of another date, where the file has no tag', async () => {
    const scene = await createKept({ 'Last-Modified': dateOf(60_000) })
    const { asked } = await again(scene, { size: 9, header: { 'Last-Modified': dateOf(0) } })
    expect(asked).toHaveLength(1)
    expect(await scene.cache.get(url)).toMatchObject({ size: 9 })
  })
})

describe('the first answer for a file', () => {
  it('is asked for once more where it is shorter than it says', async () => {
    const scene = createCacheScene()
    const { download, asked } = await again(
      scene,
      { size: 9, header: { ...tagged, 'Content-Length': '100' } },
      { size: 100, header: { ...tagged, 'Content-Length': '100' } },
    )
    expect(asked).toEqual([{}, {}])
    await download
    expect(await scene.cache.get(url)).toMatchObject({ size: 100 })
  })
})

describe('an answer after one that may hide a 304', () => {
  it('may not contradict the file either, and is asked for once more', async () => {
    const scene = await createKept(tagged)
    const { download, asked } = await again(scene, 'network', page, { size: 100, header: tagged })
    expect(asked).toEqual([byTag, {}, {}])
    await expect(download).resolves.toMatchObject({ fromCache: false })
    expect(await scene.cache.get(url)).toMatchObject({ size: 100, header: { 'content-type': 'image/png' } })
  })

  it('is the first one of those that are asked for without a condition, where it was an empty file', async () => {
    const scene = await createKept(tagged)
    await again(scene, { size: 0 }, { size: 100, header: tagged })
    expect((await again(scene, { size: 100, header: tagged })).asked).toEqual([{}])
  })

  it('may not contradict the file where no condition is tried any more', async () => {
    const scene = await createKept(tagged)
    await again(scene, 'network', { size: 100, header: tagged })
    const { download, asked } = await again(scene, page, page)
    expect(asked).toEqual([{}, {}])
    expect(await failure(download)).toMatchObject({ code: 'integrity' })
    expect(await scene.cache.get(url)).toMatchObject({ size: 100 })
  })

  it('is not asked for where a status was told', async () => {
    const scene = await createKept(tagged)
    const { download, asked } = await again(scene, { status: 500, size: 9 })
    expect(asked).toEqual([byTag])
    expect(await failure(download)).toMatchObject({ statusCode: 500 })
  })
})

describe('a 304', () => {
  it.each<[string, Header, Header]>([
    ['names the tag with the coding of the answer', { ETag: '"one"' }, { ETag: '"one-gzip"' }],
    ['names two codings', { ETag: '"one"' }, { ETag: '"one-x-gzip;br"' }],
    ['names ours without one', { ETag: '"one--gzip"' }, { ETag: '"one"' }],
    ['names a tag where we know a date only', { 'Last-Modified': dateOf(0) }, { ETag: '"one"' }],
    ['names nothing', { ETag: '"one"' }, {}],
  ])('is about our file if it %s, and what we ask by stays', async (_, header, told) => {
    const scene = await createKept(header)
    const first = await again(scene, { status: 304, header: told })
    await expect(first.download).resolves.toMatchObject({ fromCache: true })
    const second = await again(scene, { status: 304, header: told })
    await expect(second.download).resolves.toMatchObject({ fromCache: true })
    if ('ETag' in header) expect(second.asked).toEqual([{ 'If-None-Match': header.ETag }])
  })

  it.each(['"two"', '"onegzip"', '"one-gzipped"', '"one-gzip-two"', '"one-zip"', '"gzip-one"'])(
    'is about another version if its tag is %s',
    async (tag) => {
      const scene = await createKept(tagged)
      const { download, asked } = await again(
        scene,
        { status: 304, header: { ETag: tag } },
        { size: 120, header: { ETag: tag } },
      )
      expect(asked).toEqual([byTag, {}])
      await expect(download).resolves.toMatchObject({ fromCache: false })
    },
  )

  it('about what the server then sends is no reason to ask it without a condition', async () => {
    const scene = await createKept(tagged)
    await again(scene, { status: 304, header: { ETag: '"two"' } }, { size: 120, header: { ETag: '"two"' } })
    expect((await again(scene, { status: 304 })).asked).toEqual([{ 'If-None-Match': '"two"' }])
  })

  it('about what the server does not send is asked for no more, in the next version neither', async () => {
    const scene = await createKept(tagged)
    const sent = (size: number): Reply => ({ size, header: { ETag: `"${size}"` } })
    await again(scene, { status: 304, header: { ETag: '"two"' } }, { size: 100, header: tagged })
    for (const size of [101, 102]) expect((await again(scene, sent(size))).asked).toEqual([{}])
    expect(await scene.cache.get(url)).toMatchObject({ size: 102 })
  })
})
