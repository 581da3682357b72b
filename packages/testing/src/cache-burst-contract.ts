import { describe, expect, vi } from 'vitest'
import { type CacheScene, createCacheScene, type Fetched, urlOf } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

const maxBytes = 10_000
/** Two pages of pictures: each twice as much as the cache may hold. */
const page = Array.from({ length: 20 }, (_, count) => `a${count}`)
const nextPage = Array.from({ length: 20 }, (_, count) => `b${count}`)
/** Milliseconds for which a file is lent to the app. */
const moment = 1000

/** More pictures at a time than the cache may hold: each is there when the app shows it. */
export function describeCacheBurstContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)
  const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

  describe(`${subject.name} cache and many files at a time`, () => {
    useFakeClock()

    /** The budget is never exceeded on the disk, at no step. */
    const create = (after = 10, fileDelay = 0): CacheScene => {
      const scene = createCacheScene(subject, {
        cache: { maxBytes },
        server: { after },
        host: { knobs: { fileDelay } },
      })
      scene.onStep = () => expect(scene.bytesKept()).toBeLessThanOrEqual(maxBytes)
      return scene
    }
    const startAll = (scene: CacheScene, names: readonly string[]) =>
      Promise.all(names.map((name) => scene.start(name)))
    /** Downloads all of them, and shows them a while later. */
    const display = async (scene: CacheScene, names: readonly string[]): Promise<readonly Fetched[]> => {
      const all = startAll(scene, names)
      await pass(200)
      return all
    }
    const keptOf = (all: readonly Fetched[]): readonly Fetched[] =>
      all.filter(({ result }) => result.filePath !== undefined)
    const expectThere = (scene: CacheScene, names: readonly string[], all: readonly Fetched[]): void => {
      for (const [position, name] of names.entries()) {
        const fetched = all[position] ?? expect.fail(`${name} was not fetched`)
        scene.expectFile(name, { ...fetched, bytes: scene.phone.at(fetched.result.path) })
      }
    }

    for (const fileDelay of [0, 7]) {
      test(`has all of them when the last one is there, on a disk that takes ${fileDelay} ms`, async () => {
        const scene = create(10, fileDelay)
        const showing = startAll(scene, page).then((all) => {
          expectThere(scene, page, all)
          return all
        })
        await pass(60_000)
        const shown = await showing
        expectThere(scene, page, shown)
        expect(keptOf(shown)).toHaveLength(10)
        expect(scene.bytesKept()).toBe(maxBytes)
      })
    }

    test('lets the app show them while the next ones come, and keeps those that come a moment later', async () => {
      const scene = create()
      const shown = await display(scene, page)
      const next = await display(scene, nextPage)
      expectThere(scene, page, shown)
      expectThere(scene, nextPage, next)
      await pass(moment)
      await display(scene, nextPage)
      const kept = await scene.names()
      expect(kept).toHaveLength(10)
      expect(kept.every((name) => name.startsWith('b'))).toBe(true)
    })

    test('keeps the latest ones of an app that always downloads something', async () => {
      const scene = create(500)
      let running = 0
      const shown: Promise<unknown>[] = []
      for (let count = 0; count < 50; count += 1) {
        running += 1
        const done = (): void => {
          running -= 1
        }
        shown.push(scene.start(`${count}`).then(done))
        await pass(250)
        expect(running, 'there is always one').toBeGreaterThan(0)
      }
      await pass(500)
      await Promise.all(shown)
      for (let count = 45; count < 50; count += 1) {
        expect(await scene.cache.has(urlOf(`${count}`)), `${count} is kept`).toBe(true)
      }
    })
  })
}
