import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectConsistent, expectFile, expectHit, expectStillThere } from './cache-expect.js'
import { bytesKept, type CacheScene, createCacheScene, minute, namesIn, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { CachingDownloader } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Milliseconds of each call of the file system. */
const fileDelay = 10

/** Several who use one folder at the same time. */
export function describeCacheSharingContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const create = (maxBytes = 10_000, delay = 0): CacheScene =>
    createCacheScene(subject, {
      cache: { maxBytes },
      server: { header: minute },
      host: { knobs: { fileDelay: delay } },
    })

  for (const kind of ['downloader', 'copy'] as const) {
    const words = kind === 'copy' ? 'two copies of the library' : 'two downloaders of one host'

    describe(`${subject.name} cache of ${words}`, () => {
      useFakeClock()

      test('hands out right files, whenever the other one begins', async () => {
        for (let after = 0; after <= 150; after += 5) {
          const scene = create(10_000, fileDelay)
          const one = scene.start('a')
          await vi.advanceTimersByTimeAsync(after)
          const other = scene.start('b', {}, scene.another(kind))
          await vi.advanceTimersByTimeAsync(5000)
          expectStillThere(scene, 'a', await one)
          expectStillThere(scene, 'b', await other)
          scene.phone.host.simulate.knobs.fileDelay = 0
          scene.restart()
          await expectConsistent(scene, 10_000)
          for (const name of 'ab') expectFile(scene, name, await scene.fetch(name))
        }
      })

      test('hands out right files where both fetch, replace, pin and remove the same', async () => {
        const maxBytes = 6000
        const scene = create(maxBytes, fileDelay)
        const both: readonly CachingDownloader[] = [scene.phone.downloader, scene.another(kind)]
        const names = [...'abcdefg']
        for (let round = 0; round < 40; round += 1) {
          const name = names[(round * 3) % names.length] ?? 'a'
          const fetching = both.map((downloader, index) =>
            scene.fetch(name, { cacheMode: round % 4 === index ? 'reload' : 'no-cache' }, downloader),
          )
          const { cache } = both[round % 2] ?? scene
          const others = [
            round % 5 === 0 && cache.pin(urlOf(name)),
            round % 5 === 1 && cache.unpin(urlOf(names[(round * 3 - 3) % 7] ?? '')),
            round % 7 === 3 && cache.delete(urlOf(name)),
          ]
          await vi.advanceTimersByTimeAsync(3000)
          await Promise.all(others)
          for (const fetched of await Promise.all(fetching)) expectFile(scene, name, fetched)
          scene.server.change(name)
          if (kind === 'downloader') expect(bytesKept(scene)).toBeLessThanOrEqual(maxBytes)
        }
        scene.phone.host.simulate.knobs.fileDelay = 0
        scene.restart()
        await expectConsistent(scene, maxBytes)
        const entries = await scene.cache.entries()
        expect(entries.length).toBeGreaterThan(0)
        for (const name of await namesIn(scene)) await scene.fetch(name)
      })

      test('misses what the other one has removed', async () => {
        const scene = create()
        const other = scene.another(kind)
        for (const name of 'abc') await scene.fetch(name)
        for (const name of 'abc') await scene.fetch(name, {}, other)
        await other.cache.delete(urlOf('a'))
        expect(await scene.cache.has(urlOf('a'))).toBe(false)
        await other.cache.clear()
        expectFile(scene, 'a', await scene.fetch('a'))
        await expectHit(scene, 'a')
      })
    })
  }
}
