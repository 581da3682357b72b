import { describe, expect, vi } from 'vitest'
import { type CacheScene, createCacheScene, urlOf } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

/** Milliseconds of each call of the file system. */
const fileDelay = 10
const moments = Array.from({ length: 17 }, (_, count) => count * 5)

/** A disk that takes its time, so that something else happens between any two steps; and several who use one folder. */
export function describeCacheSharingContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const open = (maxBytes = 10_000, delay = fileDelay): CacheScene =>
    createCacheScene(subject, { cache: { maxBytes }, host: { knobs: { fileDelay: delay } } })
  const setDelay = (scene: CacheScene, delay: number): void => {
    scene.phone.host.simulate.knobs.fileDelay = delay
  }
  const pass = (milliseconds = 5000): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
  const restartAtOnce = (scene: CacheScene): void => {
    setDelay(scene, 0)
    scene.restart()
  }

  describe(`${subject.name} cache on a slow disk`, () => {
    useFakeClock()

    for (const what of ['clear', 'delete'] as const) {
      test(`leaves nothing after ${what} of what comes at that moment`, async () => {
        for (const after of moments) {
          const scene = open()
          const fetching = scene.start('a')
          await pass(after)
          const { cache } = scene
          const left = (what === 'clear' ? cache.clear() : cache.delete(urlOf('a'))).then(() => scene.files())
          await pass()
          expect(await left, `${what} after ${after} ms`).toEqual([])
          expect((await fetching).result.fromCache).toBe(false)
        }
      })
    }
  })

  for (const kind of ['downloader', 'copy'] as const) {
    const words = kind === 'copy' ? 'two copies of the library' : 'two downloaders of one host'

    describe(`${subject.name} cache of ${words}`, () => {
      useFakeClock()

      test('serves right files, whenever the other one begins', async () => {
        for (let after = 0; after <= 150; after += 5) {
          const scene = open()
          const one = scene.start('a')
          await pass(after)
          const other = scene.start('b', {}, scene.another(kind))
          await pass()
          scene.expectStillThere('a', await one)
          scene.expectStillThere('b', await other)
          restartAtOnce(scene)
          await scene.expectConsistent()
          for (const name of 'ab') scene.expectFile(name, await scene.fetch(name))
        }
      })

      test('serves right files where both fetch, replace, pin and remove the same', async () => {
        const scene = open(6000)
        const both = [scene.phone.downloader, scene.another(kind)]
        const nameOf = (round: number): string => [...'abcdefg'][(round * 3) % 7] ?? 'a'
        for (let round = 0; round < 40; round += 1) {
          const name = nameOf(round)
          const fetching = both.map((downloader, index) =>
            scene.fetch(name, { cacheMode: round % 4 === index ? 'reload' : 'no-cache' }, downloader),
          )
          const { cache } = both[round % 2] ?? scene
          const others = [
            round % 5 === 0 && cache.pin(urlOf(name)),
            round % 5 === 1 && cache.unpin(urlOf(nameOf(round + 6))),
            round % 7 === 3 && cache.delete(urlOf(name)),
          ]
          await pass(3000)
          await Promise.all(others)
          for (const fetched of await Promise.all(fetching)) scene.expectFile(name, fetched)
          scene.server.change(name)
          if (kind === 'downloader') expect(scene.bytesKept()).toBeLessThanOrEqual(6000)
        }
        restartAtOnce(scene)
        await scene.expectConsistent(6000)
        expect(await scene.names()).not.toEqual([])
        await scene.fetchAll(await scene.names())
      })
    })
  }
}
