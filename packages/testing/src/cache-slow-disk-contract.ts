import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectConsistent, expectFile, expectStillThere } from './cache-expect.js'
import { bytesKept, type CacheScene, createCacheScene, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Milliseconds of each call of the file system. */
const fileDelay = 10

/** A disk that takes its time: something else happens between any two steps. */
export function describeCacheSlowDiskContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const create = (maxBytes: number, delay = 0): CacheScene =>
    createCacheScene(subject, {
      cache: { maxBytes },
      server: { header: minute },
      host: { knobs: { fileDelay: delay } },
    })
  const fill = async (scene: CacheScene, names: string): Promise<void> => {
    for (const name of names) await scene.fetch(name)
  }

  describe(`${subject.name} cache on a slow disk`, () => {
    useFakeClock()

    test('hands out no file that is about to go for another one', async () => {
      for (let after = 0; after <= 80; after += 5) {
        const scene = create(5000)
        await fill(scene, 'abcde')
        scene.phone.host.simulate.knobs.fileDelay = fileDelay
        const newer = scene.start('f')
        await vi.advanceTimersByTimeAsync(after)
        const oldest = scene.start('a')
        await vi.advanceTimersByTimeAsync(5000)
        expectStillThere(scene, 'f', await newer)
        expectStillThere(scene, 'a', await oldest)
        expect(bytesKept(scene)).toBeLessThanOrEqual(5000)
      }
    })

    test('pins what is there in the end, though a new version comes at that moment', async () => {
      for (let after = 0; after <= 80; after += 5) {
        const scene = create(10_000)
        await fill(scene, 'a')
        scene.server.change('a')
        scene.phone.host.simulate.knobs.fileDelay = fileDelay
        const newer = scene.start('a', { cacheMode: 'reload' })
        await vi.advanceTimersByTimeAsync(after)
        const pinned = scene.cache.pin(urlOf('a'))
        await vi.advanceTimersByTimeAsync(5000)
        expectFile(scene, 'a', await newer)
        expect(await pinned).toBe(true)
        const [entry] = await scene.cache.entries()
        expect(entry, `pinned after ${after} ms`).toMatchObject({ isPinned: true })
      }
    })

    for (const what of ['clear', 'delete'] as const) {
      test(`leaves nothing after ${what} of what comes at that moment`, async () => {
        for (let after = 0; after <= 80; after += 5) {
          const scene = create(10_000, fileDelay)
          const fetching = scene.start('a')
          await vi.advanceTimersByTimeAsync(after)
          const { cache } = scene
          const left = (what === 'clear' ? cache.clear() : cache.delete(urlOf('a'))).then(() => scene.files())
          await vi.advanceTimersByTimeAsync(5000)
          expect(await left, `${what} after ${after} ms`).toEqual([])
          expect((await fetching).result.fromCache).toBe(false)
        }
      })
    }

    test('is as it has to be, whatever is done at a time', async () => {
      const scene = create(5000, fileDelay)
      const downloads = [...'abcabc'].map((name) => [name, scene.start(name)] as const)
      const { cache } = scene
      const rest = [
        cache.entries(),
        cache.clear(),
        cache.delete(urlOf('a')),
        cache.resize(4000),
        cache.size(),
      ]
      await vi.advanceTimersByTimeAsync(200)
      const more = [...'defbga'].map((name) => [name, scene.start(name)] as const)
      await vi.advanceTimersByTimeAsync(5000)
      await Promise.all(rest)
      for (const [name, fetching] of [...downloads, ...more]) expectFile(scene, name, await fetching)
      scene.phone.host.simulate.knobs.fileDelay = 0
      scene.restart()
      await expectConsistent(scene, 5000)
    })
  })
}
