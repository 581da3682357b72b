import type { Downloader } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import {
  bytesKept,
  type CacheScene,
  createCacheScene,
  expectFile,
  expectHit,
  type Fetched,
  minute,
  namesIn,
  urlOf,
} from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Milliseconds of each call of the file system. */
const fileDelay = 10

/** Several who use one folder at the same time, and a disk that takes its time. */
export function describeCacheSharingContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const create = (maxBytes = 10_000, delay = 0): CacheScene =>
    createCacheScene(subject, {
      cache: { maxBytes },
      server: { header: minute },
      host: { knobs: { fileDelay: delay } },
    })
  const fill = async (scene: CacheScene, names: string): Promise<void> => {
    for (const name of names) await scene.fetch(name)
  }
  /** What was handed out is there a while later too. */
  const expectStillThere = (scene: CacheScene, name: string, { path, ...fetched }: Fetched): void => {
    expectFile(scene, name, { path, ...fetched })
    const bytes = scene.phone.host.simulate.readFile(path)
    expectFile(scene, name, { path, ...fetched, bytes })
  }
  const expectConsistent = async (scene: CacheScene, maxBytes: number): Promise<void> => {
    const entries = await scene.cache.entries()
    expect(entries.map(({ filePath }) => filePath.split('/').pop()).sort()).toEqual(
      scene
        .files()
        .map((path) => path.split('/').pop())
        .sort(),
    )
    expect(bytesKept(scene)).toBeLessThanOrEqual(maxBytes)
    expect(await scene.cache.size()).toBe(bytesKept(scene))
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
        const scene = create()
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
        const both: readonly Downloader[] = [scene.phone.downloader, scene.another(kind)]
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
        await fill(scene, 'abc')
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
