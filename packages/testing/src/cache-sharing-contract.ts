import { Buffer } from 'node:buffer'
import { describe, expect, test, vi } from 'vitest'
import { type CacheScene, createCacheScene, indexPath, urlOf } from './cache-scene.js'
import type { DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

/** Milliseconds of each call of the file system, and those after which something else is done meanwhile. */
const fileDelay = 10
const moments = Array.from({ length: 38 }, (_, count) => count * 4)

/** Lines of uses: as many as it takes for the next change to compact the index. */
const longIndex = Buffer.from(Array(600).fill('= miniferry-a-a\t').join('\n'))

/** A disk that takes its time, so that something else happens between any two steps; and several who use one folder. */
export function describeCacheSharingContract(subject: DownloaderSubject): void {
  const open = (maxBytes = 10_000, delay = fileDelay, index?: Uint8Array, knobs = {}): CacheScene => {
    const disk = subject.createMemoryDisk()
    if (index !== undefined) disk.write(indexPath, index)
    return createCacheScene(subject, {
      cache: { maxBytes },
      host: { disk, knobs: { ...knobs, fileDelay: delay } },
    })
  }
  const setDelay = ({ phone }: CacheScene, delay: number): void => {
    phone.host.simulate.knobs.fileDelay = delay
  }
  const pass = (milliseconds = 5000): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
  /** What it comes to after all is done, in the next run: these files, the first of them pinned, and nothing else. */
  const expectKept = async (scene: CacheScene, names: string, words: string): Promise<void> => {
    setDelay(scene, 0)
    scene.restart()
    expect((await scene.cache.get(urlOf('a')))?.isPinned, `pinned ${words}`).toBe(true)
    expect((await scene.names()).sort(), words).toEqual([...names])
    await scene.expectConsistent()
    for (const name of names) scene.expectFile(name, await scene.fetch(name))
  }

  describe(`${subject.name} cache on a slow disk`, () => {
    useFakeClock()

    for (const what of ['clear', 'delete'] as const) {
      test(`leaves nothing after ${what} of what comes at that moment`, async () => {
        for (const after of moments.slice(0, 21)) {
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

      for (const [indexWords, index] of [
        ['without an index', undefined],
        ['with a long index that is damaged', Buffer.concat([longIndex, Buffer.from('\nrubbish')])],
      ] as const) {
        test(`loses nothing of one whenever the other one begins, ${indexWords}`, async () => {
          for (const after of moments) {
            const scene = open(10_000, fileDelay, index)
            const first = scene.start('a')
            const pinning = first.then(() => scene.cache.pin(urlOf('a')))
            await pass(after)
            const second = scene.start('b', {}, scene.another(kind))
            await pass()
            scene.expectStillThere('a', await first)
            scene.expectStillThere('b', await second)
            expect(await pinning).toBe(true)
            await expectKept(scene, 'ab', `after ${after} ms`)
          }
        })
      }

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
        setDelay(scene, 0)
        scene.restart()
        await scene.expectConsistent(6000)
        expect(await scene.names()).not.toEqual([])
        for (const name of await scene.names()) await scene.fetch(name)
      })
    })
  }

  describe(`${subject.name} cache and the index of two copies`, () => {
    useFakeClock()

    for (const renameExisting of ['replace', 'refuse']) {
      test(`loses nothing of what one does while the other one compacts, where rename would ${renameExisting}`, async () => {
        for (const after of [...moments.slice(0, 31), 5000]) {
          const scene = open(10_000, 0, longIndex, { renameExisting })
          const other = scene.another('copy')
          await Promise.all([scene.cache.size(), other.cache.size()])
          await scene.fetch('a')
          const { disk } = scene.phone
          const indexNow = (): string => Buffer.from(disk.read(indexPath)).toString()
          // The next change of the other one compacts the index, and none of the first one does.
          disk.write(indexPath, Buffer.from(`${indexNow()}\n${longIndex}`))
          setDelay(scene, fileDelay)
          const compacting = scene.start('b', {}, other)
          await pass(after)
          const pinning = scene.cache.pin(urlOf('a'))
          const adding = scene.start('c')
          await pass()
          scene.expectStillThere('b', await compacting)
          scene.expectStillThere('c', await adding)
          expect(await pinning).toBe(true)
          expect(indexNow().split('\n').length).toBeLessThan(10)
          await expectKept(scene, 'abc', `after ${after} ms`)
        }
      })
    }
  })
}
