import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { type CacheScene, createCacheScene, indexPath, urlOf } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import type { CachingDownloader } from './phone.js'
import { useFakeClock } from './virtual-time.js'

/** Milliseconds of each call of the file system, and those after which something else is done meanwhile. */
const fileDelay = 10
const moments = Array.from({ length: 31 }, (_, count) => count * 4)

/** Lines of uses: as many as it takes for the next change to compact the index. */
const longIndex = Buffer.from(Array(600).fill('= miniferry-a-a\t').join('\n'))

interface Copies {
  readonly scene: CacheScene
  /** Another copy of the library, with a table of its own. */
  readonly other: CachingDownloader
}

/** Two copies of the library write to one index: neither knows all that the other one does. */
export function describeCacheCopiesContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and the index of two copies`, () => {
    useFakeClock()

    /** Both have opened the folder, whose index is compacted at the next change, or not. */
    const open = async (
      isLong = true,
      maxBytes = 10_000,
      knobs: Record<string, unknown> = {},
    ): Promise<Copies> => {
      const disk = subject.createMemoryDisk()
      if (isLong) disk.write(indexPath, longIndex)
      const scene = createCacheScene(subject, { cache: { maxBytes }, host: { disk, knobs } })
      const other = scene.another('copy')
      await Promise.all([scene.cache.size(), other.cache.size()])
      return { scene, other }
    }
    const setDelay = ({ phone }: CacheScene, delay: number): void => {
      phone.host.simulate.knobs.fileDelay = delay
    }
    const indexOf = ({ phone }: CacheScene): string => Buffer.from(phone.disk.read(indexPath)).toString()
    /** The next change of the other one compacts the index, and none of the first one does. */
    const lengthen = (scene: CacheScene): void => {
      scene.phone.disk.write(indexPath, Buffer.from(`${indexOf(scene)}\n${longIndex}`))
    }
    const isPinned = async ({ cache }: CacheScene, name: string): Promise<boolean> =>
      (await cache.get(urlOf(name)))?.isPinned === true
    /** What it comes to after all is done: these files, the first of them pinned or not, and nothing else. */
    const expectKept = async (
      scene: CacheScene,
      names: string,
      hasPin: boolean,
      words: string,
    ): Promise<void> => {
      setDelay(scene, 0)
      scene.restart()
      expect(await isPinned(scene, 'a'), `pinned ${words}`).toBe(hasPin)
      expect((await scene.names()).sort(), words).toEqual([...names])
      await scene.expectConsistent()
    }

    for (const renameExisting of ['replace', 'refuse']) {
      test(`loses nothing of what one does while the other one compacts, where rename would ${renameExisting}`, async () => {
        for (const after of [...moments, 5000]) {
          const { scene, other } = await open(true, 10_000, { renameExisting })
          await scene.fetch('a')
          lengthen(scene)
          setDelay(scene, fileDelay)
          const compacting = scene.start('b', {}, other)
          await vi.advanceTimersByTimeAsync(after)
          const pinning = scene.cache.pin(urlOf('a'))
          const adding = scene.start('c')
          await vi.advanceTimersByTimeAsync(5000)
          scene.expectStillThere('b', await compacting)
          scene.expectStillThere('c', await adding)
          expect(await pinning).toBe(true)
          await expectKept(scene, 'abc', true, `after ${after} ms`)
          expect(indexOf(scene).split('\n').length).toBeLessThan(10)
        }
      })
    }

    for (const isLong of [true, false]) {
      const words = isLong ? 'a long index' : 'none'

      test(`loses nothing of one whenever the other one begins: ${words}`, async () => {
        for (const after of [...moments, 124, 128, 132, 136, 140, 144, 148]) {
          const disk = subject.createMemoryDisk()
          if (isLong) disk.write(indexPath, Buffer.concat([longIndex, Buffer.from('\nrubbish')]))
          const scene = createCacheScene(subject, { host: { disk, knobs: { fileDelay } } })
          const first = scene.start('a')
          const pinning = first.then(() => scene.cache.pin(urlOf('a')))
          await vi.advanceTimersByTimeAsync(after)
          const second = scene.start('b', {}, scene.another('copy'))
          await vi.advanceTimersByTimeAsync(5000)
          scene.expectStillThere('a', await first)
          scene.expectStillThere('b', await second)
          expect(await pinning).toBe(true)
          await expectKept(scene, 'ab', true, `after ${after} ms`)
        }
      })
    }
  })
}
