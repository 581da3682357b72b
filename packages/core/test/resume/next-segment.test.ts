import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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
const content = new Uint8Array(4 * mebibyte).map((_, index) => index % 251)
const url = urlOf('a')
const filePath = 'usr/a'

/** Compared by hand: matchers take seconds for megabytes. */
function isContent(bytes: Uint8Array = new Uint8Array()): boolean {
  return bytes.length === content.length && bytes.every((byte, index) => byte === content[index])
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
    // A mebibyte in a second: after 85 % of it, less is left than another request needs to be answered.
    await come(platform.running[0], 0.8, 800)
    expect(platform.running).toHaveLength(1)
    await come(platform.running[0], 0.95, 150)
    expect(platform.running.map(rangeOf).map(([start]) => start)).toEqual([0, mebibyte])
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
    const scene = createScene()
    const { platform, add } = scene
    const answer = (native: StubNative | undefined): void => {
      const [start, end] = rangeOf(native)
      const bytes = content.slice(start, end + 1)
      platform.files.contents.set('tmp/same', bytes)
      native?.success(bytes, { statusCode: 206, header: headerOf(native), tempFilePath: 'tmp/same' })
    }
    for (const name of ['a', 'b']) {
      const download = add({ url: urlOf(name), filePath: `usr/${name}` })
      await flush()
      await pass(100)
      platform.running[0]?.headers(headerOf(platform.running[0]))
      await come(platform.running[0], 0.99, 1000)
      if (name === 'b') expect(platform.running).toHaveLength(1)
      for (let round = 0; round < 20 && platform.running.length > 0; round += 1) {
        answer(platform.running[0])
        await flush()
      }
      await download
      expect(isContent(platform.files.contents.get(`usr/${name}`))).toBe(true)
    }
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
    expect(await fetchOne(scene, 'a')).toBe(mebibyte)
    expect(await fetchOne(scene, 'b')).toBeGreaterThan(mebibyte)
  })

  it('is forgotten when the network has changed', async () => {
    const scene = createScene({}, { network: 'wifi' })
    await fetchOne(scene, 'a')
    scene.platform.setNetwork('cellular')
    await flush()
    expect(await fetchOne(scene, 'b')).toBe(mebibyte)
  })

  it('says nothing of another server, and nothing against the wish of an app', async () => {
    const scene = createScene()
    await fetchOne(scene, 'a')
    const first = scene.platform.natives.length
    scene.add({ url: 'https://other.example.com/x', filePath: 'usr/x' })
    scene.add({ url: urlOf('y'), filePath: 'usr/y', resume: { segmentSize: 300 * kibibyte } })
    await flush()
    const sizes = scene.platform.natives.slice(first).map((native) => rangeOf(native)[1] + 1)
    expect(sizes).toEqual([mebibyte, 300 * kibibyte])
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
    expect(rangeOf(platform.running[0])[0]).toBeGreaterThanOrEqual(2 * mebibyte)
    await finish(scene)
    await expect(large).resolves.toMatchObject({ attempts: 1 })
    expect(isContent(platform.files.contents.get(filePath))).toBe(true)
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
