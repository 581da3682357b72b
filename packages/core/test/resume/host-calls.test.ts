import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader, createFileCache } from '../../src/index.js'
import { answerPart, createScene, flush, urlOf } from '../downloader/scene.js'
import {
  createStubFullPlatform,
  type StubFullPlatform,
  type StubNative,
} from '../downloader/stub-full-platform.js'

// Each call of the file system is a trip over the bridge of a phone, some milliseconds, one after the other.

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Notes the calls of the file system; returns what was called since the last time. */
function listen({ files }: StubFullPlatform): () => string[] {
  let calls: string[] = []
  const methods = [
    'stat',
    'readFile',
    'readText',
    'writeFile',
    'appendFile',
    'rename',
    'saveFile',
    'unlink',
    'mkdir',
    'readdir',
  ] as const
  for (const name of methods) {
    const own = files[name] as (...args: unknown[]) => unknown
    Object.assign(files, {
      [name](...args: unknown[]) {
        calls.push(name)
        return own(...args)
      },
    })
  }
  return () => {
    const those = calls
    calls = []
    return those
  }
}

const content = new Uint8Array(5000)

const answerRange = (native: StubNative | undefined): void => answerPart(native, content)

describe('the calls of the file system', () => {
  it('for a small file at a path are five, and two more for the very first of an app', async () => {
    const scene = createScene()
    const calls = listen(scene.platform)
    const fetchOne = async (name: string): Promise<string[]> => {
      const download = scene.add({ url: urlOf(name), filePath: `usr/${name}` })
      await flush()
      answerRange(scene.platform.running[0])
      await download
      return calls()
    }
    expect(await fetchOne('a')).toEqual([
      'readdir',
      'mkdir',
      'writeFile',
      'stat',
      'saveFile',
      'rename',
      'appendFile',
    ])
    expect(await fetchOne('b')).toEqual(['appendFile', 'stat', 'saveFile', 'rename', 'appendFile'])
  })

  it('for a further segment are four', async () => {
    const scene = createScene({ resume: { segmentSize: 500 } })
    const calls = listen(scene.platform)
    scene.add({ url: urlOf('a'), filePath: 'usr/a' })
    await flush()
    answerRange(scene.platform.running[0])
    await flush()
    calls()
    answerRange(scene.platform.running[0])
    await flush()
    // What has been appended is moved to where it may be removed.
    expect(calls()).toEqual(['readFile', 'appendFile', 'saveFile', 'unlink'])
  })

  it('for 50 downloads that are added are four, and for 50 that are restored no more than one each, and ten', async () => {
    const killed = createScene()
    const added = listen(killed.platform)
    killed.downloader.pause()
    for (let index = 0; index < 50; index += 1)
      killed.add({ url: urlOf(`${index}`), filePath: `usr/${index}` })
    await flush()
    expect(added().length).toBeLessThanOrEqual(4)

    const scene = createScene()
    const restored = listen(scene.platform)
    for (const [path, bytes] of killed.platform.files.contents) scene.platform.files.contents.set(path, bytes)
    scene.downloader.pause()
    expect(await scene.downloader.restore()).toHaveLength(50)
    await flush()
    expect(restored().length).toBeLessThanOrEqual(60)
  })

  it('for a temporary file are one, for a file that comes into the cache three, and for one that is there one', async () => {
    const platform = createStubFullPlatform()
    const cache = createFileCache({ maxBytes: 1e6, maxAge: 60_000, platform })
    const [plain, caching] = [createDownloader({ platform }), createDownloader({ platform, cache })]
    await cache.size()
    const calls = listen(platform)
    const fetchOne = async (downloader: typeof plain, name: string): Promise<string[]> => {
      const download = downloader.download(urlOf(name))
      await flush()
      platform.running[0]?.success(100)
      await download
      return calls()
    }
    expect(await fetchOne(plain, 'a')).toEqual(['stat'])
    expect(await fetchOne(caching, 'b')).toHaveLength(3)
    expect(await fetchOne(caching, 'b')).toEqual(['stat'])
  })
})
