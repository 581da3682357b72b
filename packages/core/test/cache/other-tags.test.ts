import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, createCacheScene } from './cache-scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = 'https://example.com/a'

/** A server of one file, each answer of which is 304 where a condition is right. Its tag is told as `tagIn` says. */
function createServer(tagIn: (tag: string, status: number) => string) {
  const scene = createCacheScene()
  const server = {
    ...scene,
    version: 1,
    /** Whether a tag is taken for right; by default the one that was told. */
    isRight: (tag: string): boolean => tag === tagIn(`"${server.version}"`, 200),
    asked: [] as number[],
    async show(request: Parameters<typeof scene.fetch>[0] = url) {
      const fetched = await scene.fetch(request, ({ 'If-None-Match': tag }): Answer => {
        const status = tag !== undefined && server.isRight(tag) ? 304 : 200
        server.asked.push(status)
        return { status, header: { ETag: tagIn(`"${server.version}"`, status) }, size: 100 + server.version }
      })
      const bytes = scene.platform.files.contents.get(fetched.result.path ?? '')
      expect(bytes).toHaveLength(100 + server.version)
      return fetched
    },
    /** What the server was asked, for five pictures of one file. */
    async showFive() {
      for (let times = 0; times < 5; times += 1) await server.show()
      return server.asked
    },
  }
  return server
}

const append = (tag: string, text: string): string => tag.replace(/"$/, `${text}"`)
const confirmed = [200, 304, 304, 304, 304]
const unconditional = [200, 304, 200, 200, 200, 200]

describe('a 304 with another tag', () => {
  const codings = [
    '-gzip',
    '--gzip',
    ';gzip',
    ':br',
    ';br',
    '-zstd',
    '/deflate',
    '.gz',
    '+x-gzip',
    '-br-gzip',
    '_gzip',
  ]

  it.each(codings)('is about our file where it differs by the coding %s alone', async (coding) => {
    const given = createServer((tag, status) => (status === 200 ? append(tag, coding) : tag))
    expect(await given.showFive()).toEqual(confirmed)
    const told = createServer((tag, status) => (status === 200 ? tag : append(tag, coding)))
    expect(await told.showFive()).toEqual(confirmed)
    told.version += 1
    expect((await told.show()).result.fromCache).toBe(false)
  })

  it('is about our file where each has a coding of its own', async () => {
    const server = createServer((tag, status) =>
      status === 200 ? append(`W/${tag}`, '-gzip') : append(tag, '-br'),
    )
    expect(await server.showFive()).toEqual(confirmed)
  })

  it.each([
    ['another tag', () => '"two"'],
    ['a longer tag', (tag: string) => append(tag, '-new')],
    ['a tag that ends in letters of a coding', (tag: string) => append(tag, 'xgzip')],
  ])('ends all conditions for the file where it has %s, whatever becomes of the file', async (_, of304) => {
    const server = createServer((tag, status) => (status === 304 ? of304(tag) : tag))
    expect(await server.showFive()).toEqual(unconditional)
    await server.cache.pin(url)
    server.version += 1
    for (const cacheMode of ['default', 'reload', 'default'] as const) {
      const { asked } = await server.show({ url, cacheMode })
      expect(asked[0]).not.toHaveProperty('If-None-Match')
    }
    const other = await server.show('https://example.com/b')
    expect(other.result.fromCache).toBe(false)
    expect((await server.show('https://example.com/b')).asked[0]).toHaveProperty('If-None-Match')
  })

  it('ends all conditions for the file where each answer has a tag of its own', async () => {
    let count = 0
    const server = createServer(() => `"${++count}"`)
    server.isRight = () => true
    expect(await server.showFive()).toEqual(unconditional)
  })

  it('ends none where the server has gone back to the version that it names', async () => {
    const server = createServer((tag) => tag)
    await server.show()
    server.version += 1
    const { isRight } = server
    // It takes every tag for right, once.
    server.isRight = () => true
    await server.show()
    server.isRight = isRight
    await server.show()
    expect(server.asked).toEqual([200, 304, 200, 304])
  })
})

describe('a file that comes while the server is asked', () => {
  it('is the one that is handed out from then on, though the answer is about an older one', async () => {
    const { downloader, fetch, platform } = createCacheScene()
    await fetch(url, { header: { ETag: '"1"' }, size: 1 })
    const newest = { header: { ETag: '"2"', 'Cache-Control': 'max-age=60' } }
    const settle = async (): Promise<void> => {
      for (let round = 0; round < 20; round += 1) await vi.advanceTimersByTimeAsync(0)
    }
    const slow = downloader.download(url)
    await settle()
    const [asking] = platform.running
    const newer = downloader.download({ url, cacheMode: 'reload' })
    await settle()
    const [, replacing] = platform.running
    replacing?.success(2, newest)
    await settle()
    await newer
    asking?.success(0, { statusCode: 304 })
    await settle()
    // The version that it confirms may be gone by now.
    for (const native of platform.running) native.success(2, newest)
    await slow
    const { result, asked } = await fetch(url)
    expect(result.fromCache).toBe(true)
    expect(asked).toEqual([])
    expect(platform.files.contents.get(result.path ?? '')).toHaveLength(2)
  })
})
