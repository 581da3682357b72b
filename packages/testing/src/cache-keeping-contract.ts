import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit, expectMiss } from './cache-expect.js'
import { bytesKept, type CacheScene, createCacheScene, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** What stays though there is no room: pinned files, and those in use. */
export function describeCacheKeepingContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and what has to stay`, () => {
    useFakeClock()

    const scene = (maxBytes = 10_000, sizeOf: (name: string) => number = () => 1000): CacheScene =>
      createCacheScene(subject, { cache: { maxBytes }, server: { header: minute, sizeOf } })
    const fill = async (of: CacheScene, ...names: readonly string[]): Promise<void> => {
      for (const name of names) await of.fetch(name)
    }

    test('lets pass through what finds no room beside pinned files, and nothing goes for it', async () => {
      const of = scene(4000, (name) => (name === 'large' ? 2500 : 1000))
      await fill(of, 'a', 'b', 'c')
      for (const name of ['a', 'b']) expect(await of.cache.pin(urlOf(name))).toBe(true)
      const { result } = await expectMiss(of, 'large')
      expect(result.filePath).toBeUndefined()
      for (const name of ['a', 'b', 'c']) await expectHit(of, name)
    })

    test('leaves pinned files, in later runs too, until they are pinned no more', async () => {
      const of = scene(5000)
      await fill(of, 'a', 'b')
      expect(await of.cache.pin(urlOf('a'))).toBe(true)
      expect(await of.cache.pin(urlOf('c'))).toBe(false)
      await fill(of, ...'cdefghi')
      await expectHit(of, 'a')
      of.restart()
      await fill(of, ...'klmnopq')
      await expectHit(of, 'a')
      expect(await of.cache.has(urlOf('b'))).toBe(false)
      expect(await of.cache.unpin(urlOf('a'))).toBe(true)
      await fill(of, ...'rstuvwx')
      expect(await of.cache.has(urlOf('a'))).toBe(false)
    })

    test('leaves a file about which the server is being asked', async () => {
      const of = scene(5000)
      await fill(of, 'a')
      of.server.manners.after = 5000
      const asked = of.start('a', { cacheMode: 'no-cache' })
      await vi.advanceTimersByTimeAsync(100)
      of.server.manners.after = 0
      await fill(of, ...'bcdefghij')
      expect(bytesKept(of)).toBeLessThanOrEqual(5000)
      await vi.advanceTimersByTimeAsync(5000)
      const fetched = await asked
      expect(fetched.result.fromCache).toBe(true)
      expectFile(of, 'a', fetched)
    })

    test('hands out each of the files that come at a time, though they do not fit together', async () => {
      for (const fileDelay of [0, 5]) {
        const of = scene(1500)
        of.phone.host.simulate.knobs.fileDelay = fileDelay
        const fetching = [...'abcdef'].map((name) => of.start(name))
        await vi.advanceTimersByTimeAsync(1000)
        for (const [index, fetched] of (await Promise.all(fetching)).entries()) {
          expectFile(of, 'abcdef'[index] ?? '', fetched)
        }
        expect(bytesKept(of)).toBeLessThanOrEqual(1500)
      }
    })
  })
}
