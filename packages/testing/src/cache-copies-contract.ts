import { Buffer } from 'node:buffer'
import type { DownloadCache, Downloader } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectConsistent, expectFile, expectHit, expectStillThere } from './cache-expect.js'
import { type CacheScene, createCacheScene, indexPath, minute, namesIn, urlOf } from './cache-scene.js'
import { type ContractHost, createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Milliseconds of each call of the file system. */
const fileDelay = 10

/** Lines of uses: as many as it takes for the next change to compact the index. */
const longIndex = Buffer.from(Array(600).fill('= miniferry-a-a').join('\n'))

interface Copies {
  readonly scene: CacheScene
  /** Two copies of the library, each with a table of its own. */
  readonly one: Downloader
  readonly other: Downloader
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
      const scene = createCacheScene(subject, {
        cache: { maxBytes },
        server: { header: minute },
        host: { disk, knobs },
      })
      const other = scene.another('copy')
      const one = scene.phone.downloader
      await Promise.all([one.cache.size(), other.cache.size()])
      return { scene, one, other }
    }
    const setDelay = ({ scene }: Copies, delay: number): void => {
      scene.phone.host.simulate.knobs.fileDelay = delay
    }
    /** The next change of the other one compacts the index, and none of the first one does. */
    const lengthen = ({ scene: { phone } }: Copies): void => {
      phone.disk.write(indexPath, Buffer.concat([phone.disk.read(indexPath), Buffer.from('\n'), longIndex]))
    }
    const linesIn = ({ scene }: Copies): number =>
      Buffer.from(scene.phone.disk.read(indexPath)).toString().split('\n').length
    const isPinned = async (cache: DownloadCache, name: string): Promise<boolean> =>
      (await cache.get(urlOf(name)))?.isPinned === true

    for (const renameExisting of ['replace', 'refuse']) {
      test(`keeps what one has pinned when the other one compacts, where rename would ${renameExisting}`, async () => {
        const copies = await open(true, 10_000, { renameExisting })
        const { scene, other } = copies
        expectFile(scene, 'a', await scene.fetch('a'))
        await scene.cache.pin(urlOf('a'))
        lengthen(copies)
        expectFile(scene, 'b', await scene.fetch('b', {}, other))
        expect(linesIn(copies)).toBeLessThan(10)
        scene.restart()
        expect(await isPinned(scene.cache, 'a')).toBe(true)
        for (const name of 'ab') await expectHit(scene, name)
        await expectConsistent(scene, 10_000)
      })

      test(`loses nothing of what one does while the other one compacts, where rename would ${renameExisting}`, async () => {
        for (let after = 0; after <= 120; after += 2) {
          const copies = await open(true, 10_000, { renameExisting })
          const { scene, other } = copies
          await scene.fetch('a')
          lengthen(copies)
          setDelay(copies, fileDelay)
          const compacting = scene.start('b', {}, other)
          await vi.advanceTimersByTimeAsync(after)
          const pinning = scene.cache.pin(urlOf('a'))
          const adding = scene.start('c')
          await vi.advanceTimersByTimeAsync(5000)
          expectStillThere(scene, 'b', await compacting)
          expectStillThere(scene, 'c', await adding)
          expect(await pinning).toBe(true)
          setDelay(copies, 0)
          scene.restart()
          expect(await isPinned(scene.cache, 'a'), `pinned after ${after} ms`).toBe(true)
          expect((await namesIn(scene)).sort(), `after ${after} ms`).toEqual([...'abc'])
          expect(linesIn(copies)).toBeLessThan(10)
          await expectConsistent(scene, 10_000)
        }
      })
    }

    for (const isLong of [true, false]) {
      test(`loses nothing where both compact, or make the index, at a time: ${isLong ? 'long' : 'none'}`, async () => {
        for (let after = 0; after <= 120; after += 2) {
          const copies = await open(isLong)
          const { scene, other } = copies
          if (!isLong) scene.phone.host.simulate.removeFiles((path) => path.endsWith('index.jsonl'))
          setDelay(copies, fileDelay)
          const first = scene.start('a')
          await vi.advanceTimersByTimeAsync(after)
          const second = scene.start('b', {}, other)
          await vi.advanceTimersByTimeAsync(5000)
          expectStillThere(scene, 'a', await first)
          expectStillThere(scene, 'b', await second)
          setDelay(copies, 0)
          scene.restart()
          expect((await namesIn(scene)).sort(), `after ${after} ms`).toEqual(['a', 'b'])
          await expectConsistent(scene, 10_000)
        }
      })

      test(`loses nothing of one whenever the other one begins: ${isLong ? 'a long index' : 'an empty folder'}`, async () => {
        for (let after = 0; after <= 150; after += 2) {
          const disk = subject.createMemoryDisk()
          if (isLong) disk.write(indexPath, Buffer.concat([longIndex, Buffer.from('\nrubbish')]))
          const scene = createCacheScene(subject, {
            server: { header: minute },
            host: { disk, knobs: { fileDelay } },
          })
          const first = scene.start('a')
          const pinning = first.then(() => scene.cache.pin(urlOf('a')))
          await vi.advanceTimersByTimeAsync(after)
          const second = scene.start('b', {}, scene.another('copy'))
          await vi.advanceTimersByTimeAsync(5000)
          expectStillThere(scene, 'a', await first)
          expectStillThere(scene, 'b', await second)
          expect(await pinning).toBe(true)
          scene.phone.host.simulate.knobs.fileDelay = 0
          scene.restart()
          expect((await namesIn(scene)).sort(), `after ${after} ms`).toEqual(['a', 'b'])
          expect(await isPinned(scene.cache, 'a'), `pinned after ${after} ms`).toBe(true)
        }
      })
    }

    test('compacts as often as one copy does, however many files the other one has', async () => {
      const { scene, other } = await open(true, 1_000_000)
      for (let count = 0; count < 600; count += 1) await scene.fetch(`${count}`)
      scene.steps.length = 0
      for (let count = 0; count < 100; count += 1) await scene.fetch(`other ${count}`, {}, other)
      expect(scene.steps.filter(({ path }) => path.endsWith('index.jsonl~')).length).toBeLessThanOrEqual(2)
      scene.restart()
      expect(await scene.cache.size()).toBe(700_000)
    })

    test('forgets what the other one has removed', async () => {
      const copies = await open()
      const { scene, other } = copies
      for (const name of 'abcdefghijklmnop') await scene.fetch(name)
      for (const name of 'abcdefghijkl') await scene.cache.delete(urlOf(name))
      lengthen(copies)
      await scene.fetch('x', {}, other)
      const text = Buffer.from(scene.phone.disk.read(indexPath)).toString()
      expect(text).not.toContain(urlOf('a'))
      scene.restart()
      expect((await namesIn(scene)).sort()).toEqual([...'mnopx'])
    })

    /** Files of an earlier run that both know. */
    const openKnown = async (names: string, maxBytes = 5000): Promise<Copies> => {
      const { scene } = await open(false, maxBytes)
      for (const name of names) await scene.fetch(name)
      scene.restart()
      const copies = { scene, one: scene.phone.downloader, other: scene.another('copy') }
      await Promise.all([scene.cache.size(), copies.other.cache.size()])
      return copies
    }

    test('does not let go what the other one has pinned', async () => {
      const { scene, other } = await openKnown('abcde')
      expect(await scene.cache.pin(urlOf('a'))).toBe(true)
      for (const name of 'fghijk') await scene.fetch(name, {}, other)
      scene.restart()
      expect(await isPinned(scene.cache, 'a')).toBe(true)
      await expectHit(scene, 'a')
      await expectConsistent(scene, 5000)
    })

    test('lets go what the other one has pinned and given up again', async () => {
      const { scene, other } = await openKnown('abcde')
      await scene.cache.pin(urlOf('a'))
      await scene.cache.unpin(urlOf('a'))
      for (const name of 'fghijklm') await scene.fetch(name, {}, other)
      scene.restart()
      expect(await scene.cache.has(urlOf('a'))).toBe(false)
    })

    test('keeps pinned what the other one has confirmed', async () => {
      const { scene, other } = await openKnown('a')
      await scene.cache.pin(urlOf('a'))
      const { asked } = await scene.fetch('a', { cacheMode: 'no-cache' }, other)
      expect(asked.map(({ status }) => status)).toEqual([304])
      scene.restart()
      expect(await isPinned(scene.cache, 'a')).toBe(true)
      expect(await scene.cache.unpin(urlOf('a'))).toBe(true)
      scene.restart()
      expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isPinned: false })
    })

    for (const isKnown of [true, false]) {
      test(`keeps pinned what the other one has replaced, ${isKnown ? 'knowing' : 'not knowing'} of it`, async () => {
        const { scene, other } = isKnown ? await openKnown('a') : await open(false, 5000)
        if (!isKnown) await scene.fetch('a')
        await scene.cache.pin(urlOf('a'))
        scene.server.change('a')
        expectFile(scene, 'a', await scene.fetch('a', { cacheMode: 'reload' }, other))
        // The older version goes first.
        for (const name of isKnown ? 'bcdef' : 'b') await scene.fetch(name, {}, other)
        for (let run = 0; run < 3; run += 1) {
          scene.restart()
          expect(await isPinned(scene.cache, 'a'), `in run ${run}`).toBe(true)
          expectFile(scene, 'a', await scene.fetch('a', { cacheMode: 'no-cache' }))
          for (const name of 'ghijkl') await scene.fetch(name)
        }
      })
    }

    test('keeps what was pinned, killed at any step while the other one compacts', async () => {
      for (let count = 0; ; count += 1) {
        vi.clearAllTimers()
        const copies = await open()
        const { scene, other } = copies
        await scene.fetch('a')
        await scene.cache.pin(urlOf('a'))
        lengthen(copies)
        let left = count
        const death = new Promise<ContractHost>((resolve) => {
          scene.onStep = ({ path }) => {
            if (path.startsWith('part/')) return
            left -= 1
            if (left >= 0) return
            scene.onStep = () => undefined
            resolve(scene.phone.host.simulate.kill())
            throw new Error('killed')
          }
        })
        const next = await Promise.race([death, scene.fetch('b', {}, other).then(() => undefined)])
        scene.onStep = () => undefined
        if (next === undefined) {
          expect(count).toBeGreaterThan(3)
          return
        }
        scene.restart(next)
        expect(await isPinned(scene.cache, 'a'), `killed before step ${count}`).toBe(true)
        await expectConsistent(scene, 10_000)
        await expectHit(scene, 'a')
        await scene.fetch('c')
        scene.restart()
        expect(await isPinned(scene.cache, 'a'), `killed before step ${count}, then restarted`).toBe(true)
        await expectHit(scene, 'c')
        const names = scene.phone.disk.readdir(indexPath.replace(/\/[^/]*$/, ''))
        expect(names.filter((name) => name.includes('index'))).toEqual(['miniferry-index.jsonl'])
      }
    })
  })
}
