import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadRequest } from '../../src/index.js'
import { createScene, flush, pass, type Scene, urlOf } from '../downloader/scene.js'
import type { StubNative } from '../downloader/stub-full-platform.js'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

const kibibyte = 1024
const mebibyte = kibibyte * kibibyte
const content = new Uint8Array(8 * mebibyte).map((_, index) => index % 251)
const url = urlOf('a')
const filePath = 'usr/a'

/** Matchers take seconds for megabytes. */
function isContent(bytes: Uint8Array = new Uint8Array()): boolean {
  return Buffer.compare(bytes, content) === 0
}

function rangeOf(native: StubNative | undefined): [start: number, end: number] {
  const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(native?.request.header?.Range ?? '') ?? []).map(Number)
  return [start, Math.min(end, content.length - 1)]
}

function headerOf(native: StubNative | undefined): Record<string, string> {
  const [start, end] = rangeOf(native)
  return { 'Content-Range': `bytes ${start}-${end}/${content.length}`, ETag: '"1"' }
}

function succeed(native: StubNative | undefined): void {
  const [start, end] = rangeOf(native)
  native?.success(content.slice(start, end + 1), { statusCode: 206, header: headerOf(native) })
}

/** Lets so much of a segment come in a time that is passed in steps. */
async function come(native: StubNative | undefined, share: number, milliseconds: number): Promise<void> {
  const [start, end] = rangeOf(native)
  const length = end + 1 - start
  for (let count = 1; count <= 10; count += 1) {
    await pass(milliseconds / 10)
    native?.progress(Math.floor((length * share * count) / 10), length)
    await flush()
  }
}

async function finish({ platform }: Scene): Promise<void> {
  for (let round = 0; round < 20 && platform.running.length > 0; round += 1) {
    succeed(platform.running[0])
    await flush()
  }
}

describe('the next segment', () => {
  it('is asked for before the last one ends, by the latency that was seen', async () => {
    const scene = createScene()
    const { platform, add } = scene
    const download = add({ url, filePath })
    await flush()
    await pass(100)
    platform.running[0]?.headers(headerOf(platform.running[0]))
    // In a second: after nine tenths of it, no more is left than comes until another request is answered.
    await come(platform.running[0], 0.89, 890)
    expect(platform.running).toHaveLength(1)
    await come(platform.running[0], 0.91, 20)
    expect(platform.running.map(rangeOf).map(([start]) => start)).toEqual([0, 2 * mebibyte])
    await finish(scene)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(isContent(platform.files.contents.get(filePath))).toBe(true)
  })

  it('is asked for once the last one has landed, while that is appended', async () => {
    const scene = createScene()
    const { platform, add } = scene
    const { files } = platform
    add({ url, filePath })
    await flush()
    succeed(platform.running[0])
    await flush()
    const readFile = files.readFile
    let goOn = (): void => undefined
    vi.spyOn(files, 'readFile').mockImplementationOnce(async (...asked) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return readFile(...(asked as [string]))
    })
    succeed(platform.running[0])
    await flush()
    expect(platform.running).toHaveLength(1)
    // Never more than two are held: the one that is appended, and another.
    succeed(platform.running[0])
    await flush()
    expect(platform.running).toHaveLength(0)
    goOn()
    await flush()
    await finish(scene)
    expect(isContent(files.contents.get(filePath))).toBe(true)
  })

  it('is asked for by the pace of the bytes where the client tells of them once', async () => {
    const { platform, add } = createScene()
    add({ url, filePath })
    await flush()
    await pass(100)
    platform.running[0]?.headers(headerOf(platform.running[0]))
    await pass(500)
    platform.running[0]?.progress(mebibyte, 2 * mebibyte)
    await pass(399)
    expect(platform.running).toHaveLength(1)
    await pass(1)
    expect(platform.running.map(rangeOf).map(([start]) => start)).toEqual([0, 2 * mebibyte])
    await pass(20_000)
    expect(platform.running).toHaveLength(2)
  })

  it('is asked for by the pace of the last one where the client tells of headers only, or of nothing', async () => {
    for (const told of [100, 0]) {
      const { platform, add } = createScene()
      add({ url, filePath })
      await flush()
      const answer = async (): Promise<void> => {
        await pass(100)
        if (told) platform.running[0]?.headers(headerOf(platform.running[0]))
      }
      await answer()
      await pass(1000)
      succeed(platform.running[0])
      await flush()
      await answer()
      // It is expected to end after 1,100 ms, as the first one did, and the next one to be answered then.
      await pass(told ? 895 : 995)
      expect(platform.running).toHaveLength(1)
      await pass(10)
      expect(platform.running.map(rangeOf).map(([start]) => start)).toEqual([2 * mebibyte, 4 * mebibyte])
    }
  })

  it.each([0.5, 0.9, 1])(
    'is not asked for early where the client tells of nothing before a share of %s is there',
    async (share) => {
      const { platform, add } = createScene()
      add({ url, filePath })
      await flush()
      await pass(1000 * share)
      platform.running[0]?.progress(2 * mebibyte * share, 2 * mebibyte)
      await pass(1000 * (1 - share))
      succeed(platform.running[0])
      await flush()
      await pass(995)
      expect(platform.running).toHaveLength(1)
      await pass(10)
      expect(platform.running.map(rangeOf).map(([start]) => start)).toEqual([2 * mebibyte, 4 * mebibyte])
    },
  )

  it('is not asked for early where the client tells of headers when all is there', async () => {
    const { platform, add } = createScene()
    add({ url, filePath })
    await flush()
    await pass(1000)
    platform.running[0]?.headers(headerOf(platform.running[0]))
    succeed(platform.running[0])
    await flush()
    await pass(995)
    expect(platform.running).toHaveLength(1)
  })

  it('is not asked for beside the first one of an attempt that is not answered', async () => {
    const { platform, add } = createScene({ retry: { jitter: 'none', minDelay: 1000 } })
    add({ url, filePath })
    await flush()
    await pass(1000)
    succeed(platform.running[0])
    await flush()
    platform.running[0]?.fail('network')
    await pass(100)
    expect(platform.running).toHaveLength(1)
    await pass(10_000)
    expect(platform.running).toHaveLength(1)
  })

  it('waits where the host has no place for it', async () => {
    const { platform, add } = createScene({}, { limits: { parallelDownloads: 1 } })
    add({ url, filePath })
    await flush()
    await pass(100)
    platform.running[0]?.headers(headerOf(platform.running[0]))
    await come(platform.running[0], 0.99, 1000)
    expect(platform.running).toHaveLength(1)
  })

  it('waits from then on where the host names temporary files by their url', async () => {
    const { platform, add } = createScene({ retry: { minDelay: 0 } })
    const answer = (native: StubNative | undefined): void => {
      const [start, end] = rangeOf(native)
      const bytes = content.slice(start, end + 1)
      platform.files.contents.set('tmp/same', bytes)
      native?.success(bytes, { statusCode: 206, header: headerOf(native), tempFilePath: 'tmp/same' })
    }
    const begin = async (name: string): Promise<{ download: PromiseLike<unknown> }> => {
      const download = add({ url: urlOf(name), filePath: `usr/${name}` })
      await flush()
      await pass(100)
      platform.running[0]?.headers(headerOf(platform.running[0]))
      await come(platform.running[0], 0.95, 1000)
      return { download }
    }
    const end = async (name: string, { download }: { download: PromiseLike<unknown> }): Promise<void> => {
      for (let round = 0; round < 20 && platform.running.length > 0; round += 1) {
        answer(platform.running[0])
        await flush()
      }
      await download
      expect(isContent(platform.files.contents.get(`usr/${name}`))).toBe(true)
    }
    const saveFile = platform.files.saveFile
    let goOn = (): void => undefined
    vi.spyOn(platform.files, 'saveFile').mockImplementationOnce(async (...asked) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return saveFile(...asked)
    })

    const first = await begin('a')
    expect(platform.running).toHaveLength(2)
    answer(platform.running[0])
    await flush()
    answer(platform.running[0])
    await flush()
    goOn()
    await flush()
    await end('a', first)
    const second = await begin('b')
    expect(platform.running).toHaveLength(1)
    await end('b', second)
  })
})

describe('what a download has learned of a server', () => {
  async function fetchOne(scene: Scene, name: string): Promise<number> {
    const first = scene.platform.natives.length
    scene.add({ url: urlOf(name), filePath: `usr/${name}` })
    await flush()
    const [start, end] = [0, 0].concat(rangeOf(scene.platform.natives[first])).slice(2)
    await pass(10)
    await finish(scene)
    return Number(end) + 1 - Number(start)
  }

  it('serves the next one', async () => {
    const scene = createScene()
    expect(await fetchOne(scene, 'a')).toBe(2 * mebibyte)
    expect(await fetchOne(scene, 'b')).toBeGreaterThan(2 * mebibyte)
  })

  it('is forgotten when the network has changed', async () => {
    const scene = createScene({}, { network: 'wifi' })
    await fetchOne(scene, 'a')
    scene.platform.setNetwork('cellular')
    await flush()
    expect(await fetchOne(scene, 'b')).toBe(2 * mebibyte)
  })

  it('says nothing of another server, and nothing against the wish of an app', async () => {
    const scene = createScene()
    await fetchOne(scene, 'a')
    const first = scene.platform.natives.length
    scene.add({ url: 'https://other.example.com/x', filePath: 'usr/x' })
    scene.add({ url: 'https://third.example.com/x', filePath: 'usr/z', resume: { parallel: 2 } })
    scene.add({ url: urlOf('y'), filePath: 'usr/y', resume: { segmentSize: 300 * kibibyte } })
    await flush()
    const sizes = scene.platform.natives.slice(first).map((native) => rangeOf(native)[1] + 1)
    expect(sizes).toEqual([2 * mebibyte, mebibyte, 300 * kibibyte])
  })
})

describe('the first retry', () => {
  it('comes in a tenth of the time where bytes have come, and in all of it where none have', async () => {
    const { platform, add } = createScene({ retry: { minDelay: 1000 } })
    add({ url, filePath })
    await flush()
    succeed(platform.running[0])
    await flush()
    platform.running[0]?.fail('network')
    await pass(99)
    expect(platform.running).toHaveLength(0)
    await pass(1)
    expect(platform.running).toHaveLength(1)
    platform.running[0]?.fail('network')
    await pass(999)
    expect(platform.running).toHaveLength(0)
    await pass(1)
    expect(platform.running).toHaveLength(1)
  })
})

describe('a download of higher priority', () => {
  const names = ({ platform }: Scene): string[] =>
    platform.running.map(({ request }) => request.url.slice(-1))

  it('takes the place of a lower one at the end of its segment, and that one loses nothing', async () => {
    const scene = createScene({ concurrency: 1 })
    const { platform, add } = scene
    const large = add({ url, filePath })
    await flush()
    succeed(platform.running[0])
    await flush()
    add({ url: urlOf('u'), priority: 10 })
    await flush()
    expect(names(scene)).toEqual(['a'])
    succeed(platform.running[0])
    await flush()
    expect(names(scene)).toEqual(['u'])
    expect([large.state, large.attempts]).toEqual(['queued', 0])
    platform.running[0]?.success()
    await flush()
    expect(names(scene)).toEqual(['a'])
    expect(rangeOf(platform.running[0])[0]).toBeGreaterThanOrEqual(4 * mebibyte)
    await finish(scene)
    await expect(large).resolves.toMatchObject({ attempts: 1 })
    expect(isContent(platform.files.contents.get(filePath))).toBe(true)
  })

  it.each<[string, Partial<DownloadRequest>, (native: StubNative | undefined) => void]>([
    ['is fetched in one piece', { resume: false }, () => undefined],
    ['has no bytes of a known version yet', {}, () => undefined],
    [
      'is asked for plainly',
      {},
      (native) => native?.success(9, { statusCode: 206, header: { ETag: '"1"' } }),
    ],
  ])('takes the place of another one where the lowest %s', async (_, request, answer) => {
    const scene = createScene({ concurrency: 2 })
    const { platform, add } = scene
    add({ url, filePath })
    add({ url: urlOf('l'), filePath: 'usr/l', priority: -1, ...request })
    await flush()
    succeed(platform.running[0])
    answer(platform.running.at(-1))
    await flush()
    add({ url: urlOf('u'), priority: 10 })
    await flush()
    expect(names(scene).sort()).toEqual(['a', 'l'])
    succeed(platform.nativeOf(url))
    await flush()
    expect(names(scene).sort()).toEqual(['l', 'u'])
  })

  it.each([
    ['first', ['l', 'm']],
    ['last', ['m', 'l']],
  ])('takes the place of the lowest, which was added %s', async (_, order) => {
    const scene = createScene({ concurrency: 2 })
    for (const name of order) {
      scene.add({ url: urlOf(name), filePath: `usr/${name}`, priority: name === 'l' ? -1 : 0 })
    }
    await flush()
    for (const native of scene.platform.running) succeed(native)
    await flush()
    scene.add({ url: urlOf('u'), priority: 10 })
    await flush()
    for (const native of scene.platform.running) succeed(native)
    await flush()
    expect(names(scene).sort()).toEqual(['m', 'u'])
  })

  it('and then another one take the places of two, one after the other', async () => {
    const scene = createScene({ concurrency: 2 })
    for (const name of ['a', 'b']) scene.add({ url: urlOf(name), filePath: `usr/${name}` })
    await flush()
    for (const native of scene.platform.running) succeed(native)
    await flush()
    for (const name of ['u', 'v']) scene.add({ url: urlOf(name), priority: 10 })
    await flush()
    for (let round = 0; round < 2; round += 1) {
      for (const native of scene.platform.running) if (/[ab]$/.test(native.request.url)) succeed(native)
      await flush()
    }
    expect(names(scene).sort()).toEqual(['u', 'v'])
  })

  it('waits where the host has no more places, though the app has not said how many', async () => {
    const { add } = createScene({}, { limits: { parallelDownloads: 6 } })
    for (const name of 'abcdef') add(urlOf(name))
    await flush()
    const urgent = add({ url: urlOf('u'), priority: 1 })
    await flush()
    expect(urgent.state).toBe('queued')
  })

  it('begins beside six that run, where the host has a place and the app has not said how many', async () => {
    const scene = createScene()
    for (const name of 'abcdef') scene.add(urlOf(name))
    await flush()
    scene.add({ url: urlOf('u'), priority: 1 })
    scene.add(urlOf('v'))
    await flush()
    expect(names(scene)).toEqual([...'abcdefu'])
  })

  it('waits for one that cannot be cut, where the app has said how many', async () => {
    const scene = createScene({ concurrency: 1 })
    scene.add(url)
    await flush()
    scene.add({ url: urlOf('u'), priority: 1 })
    await flush()
    expect(names(scene)).toEqual(['a'])
  })
})
