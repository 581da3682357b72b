import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit, expectMiss } from './cache-expect.js'
import { bytesKept, type CacheScene, createCacheScene, minute, namesIn, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const tenMebibytes = 10 * 1024 * 1024

/** What goes when, and what stays. */
export function describeCacheBudgetContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and its budget`, () => {
    useFakeClock()

    const scene = (maxBytes = 10_000, sizeOf: (name: string) => number = () => 1000): CacheScene =>
      createCacheScene(subject, { cache: { maxBytes }, server: { header: minute, sizeOf } })
    const fill = async (of: CacheScene, ...names: readonly string[]): Promise<void> => {
      for (const name of names) await of.fetch(name)
    }

    test('is never exceeded on the disk, at no step, and the least recently used files go', async () => {
      const of = scene()
      let most = 0
      of.onStep = () => {
        most = Math.max(most, bytesKept(of))
      }
      for (let count = 0; count < 30; count += 1) {
        await fill(of, `${count}`)
        // This one is wanted again and again.
        await expectHit(of, '0')
      }
      expect(most).toBeLessThanOrEqual(10_000)
      expect(most).toBeGreaterThan(8000)
      const names = await namesIn(of)
      expect(names).toContain('0')
      expect(names.filter((name) => name !== '0').map(Number)).toEqual(
        Array.from({ length: names.length - 1 }, (_, index) => 31 - names.length + index),
      )
      expect(of.files()).toHaveLength(names.length)
    })

    test('makes a tenth of it free at a time, not one file for each that comes', async () => {
      const of = scene(100_000)
      const rounds: number[] = []
      for (let count = 0; count < 150; count += 1) {
        of.steps.length = 0
        await fill(of, `${count}`)
        const gone = of.steps.filter(({ operation }) => operation === 'unlink').length
        if (gone > 0) rounds.push(gone)
      }
      expect(rounds.length).toBeLessThanOrEqual(6)
      expect(rounds.every((gone) => gone >= 10)).toBe(true)
    })

    test('knows in the next run what was used last', async () => {
      const of = scene()
      await fill(of, ...'abcdefgh')
      await expectHit(of, 'b')
      await of.cache.get(urlOf('a'))
      // Uses are written together, a second later.
      await vi.advanceTimersByTimeAsync(1000)
      of.restart()
      expect(await namesIn(of)).toEqual([...'cdefghba'])
      await fill(of, ...'ijk')
      expect(await of.cache.has(urlOf('a'))).toBe(true)
      expect(await of.cache.has(urlOf('c'))).toBe(false)
    })

    test('lets a larger file pass through, and nothing goes for it', async () => {
      const of = scene(3000, (name) => (name === 'large' ? 3001 : 1000))
      await fill(of, 'a', 'b')
      for (let round = 0; round < 2; round += 1) {
        const { result } = await expectMiss(of, 'large')
        expect(result.filePath).toBeUndefined()
      }
      await expectHit(of, 'a')
      await expectHit(of, 'b')
    })

    test('may become smaller, also from one run to the next', async () => {
      const of = scene(10_000)
      await fill(of, ...'abcdefgh')
      await of.cache.resize(4500)
      expect(await namesIn(of)).toEqual([...'efgh'])
      expect(bytesKept(of)).toBe(4000)
      await fill(of, ...'ijk')
      expect(bytesKept(of)).toBeLessThanOrEqual(4500)
      const smaller = createCacheScene(subject, {
        cache: { maxBytes: 2500 },
        host: { disk: of.phone.disk },
        server: { header: minute },
      })
      expect(await namesIn(smaller)).toEqual(['j', 'k'])
      expect(bytesKept(smaller)).toBe(2000)
    })

    test('keeps a file of more than 10 MB where the host does, else nothing goes for it', async () => {
      const of = scene(3 * tenMebibytes, (name) => (name === 'large' ? tenMebibytes + 1 : 1000))
      await fill(of, 'small')
      const fetched = await of.fetch('large')
      expectFile(of, 'large', fetched)
      const isKept = subject.limitBytes > tenMebibytes
      expect(fetched.result.filePath !== undefined).toBe(isKept)
      expect(await namesIn(of)).toEqual(isKept ? ['small', 'large'] : ['small'])
    })

    test('hands a file out that the host finds too large to store', async () => {
      const of = scene()
      of.phone.host.simulate.knobs.maxFileBytes = 999
      const fetched = await of.fetch('a')
      expectFile(of, 'a', fetched)
      expect(fetched.result.filePath).toBeUndefined()
      expect(of.files()).toEqual([])
    })
  })
}
