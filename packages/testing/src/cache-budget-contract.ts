import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import {
  bytesKept,
  type CacheScene,
  createCacheScene,
  expectConfirmed,
  expectFile,
  expectHit,
  expectMiss,
  urlOf,
} from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

const tenMebibytes = 10 * 1024 * 1024

/** What is evicted when, what stays, and a disk that is full. */
export function describeCacheBudgetContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const open = (maxBytes = 10_000, large = 1000): CacheScene => {
    const sizeOf = (name: string): number => (name === 'large' ? large : 1000)
    return createCacheScene(subject, { cache: { maxBytes }, server: { sizeOf } })
  }

  describe(`${subject.name} cache and its budget`, () => {
    useFakeClock()

    test('is never exceeded on the disk, at no step, and the least recently used files go', async () => {
      const scene = open()
      let most = 0
      scene.onStep = () => {
        most = Math.max(most, bytesKept(scene))
      }
      for (let count = 0; count < 30; count += 1) {
        await scene.fetch(`${count}`)
        // This one is wanted again and again.
        await expectHit(scene, '0')
      }
      expect(most).toBeLessThanOrEqual(10_000)
      expect(most).toBeGreaterThan(8000)
      const names = await scene.names()
      expect(names.at(-1)).toBe('0')
      const others = names.slice(0, -1)
      expect(others).toEqual(others.map((_, index) => `${30 - others.length + index}`))
      expect(scene.files()).toHaveLength(names.length)
    })

    test('makes a tenth of it free at a time, not one file for each that comes', async () => {
      const scene = open(50_000)
      const rounds: number[] = []
      for (let count = 0; count < 80; count += 1) {
        scene.steps.length = 0
        await scene.fetch(`${count}`)
        const gone = scene.steps.filter(({ operation }) => operation === 'unlink').length
        if (gone > 0) rounds.push(gone)
      }
      expect(rounds.length).toBeLessThanOrEqual(7)
      expect(rounds.every((gone) => gone >= 5)).toBe(true)
    })

    test('knows in the next run what was used last', async () => {
      const scene = open()
      await scene.fetchAll('abcdefgh')
      await expectHit(scene, 'b')
      await scene.cache.get(urlOf('a'))
      // Uses are written together, a second later.
      await vi.advanceTimersByTimeAsync(1000)
      scene.restart()
      expect(await scene.names()).toEqual([...'cdefghba'])
      await scene.fetchAll('ijk')
      expect(await scene.cache.has(urlOf('a'))).toBe(true)
      expect(await scene.cache.has(urlOf('c'))).toBe(false)
    })

    test('lets a file pass through that finds no room, also beside pinned ones, and nothing goes for it', async () => {
      for (const pins of ['', 'ab']) {
        const scene = open(4000, pins === '' ? 4001 : 2500)
        await scene.fetchAll('abc')
        for (const name of pins) expect(await scene.cache.pin(urlOf(name))).toBe(true)
        for (let times = 0; times < 2; times += 1) {
          expect((await expectMiss(scene, 'large')).result.filePath).toBeUndefined()
        }
        await expectHit(scene, 'a', 'b', 'c')
      }
    })

    test('leaves pinned files, in later runs too, until they are pinned no more', async () => {
      const scene = open(5000)
      await scene.fetchAll('ab')
      expect(await scene.cache.pin(urlOf('a'))).toBe(true)
      expect(await scene.cache.pin(urlOf('c'))).toBe(false)
      await scene.fetchAll('cdefghi')
      await expectHit(scene, 'a')
      scene.restart()
      await scene.fetchAll('klmnopq')
      await expectHit(scene, 'a')
      expect(await scene.cache.has(urlOf('b'))).toBe(false)
      expect(await scene.cache.unpin(urlOf('a'))).toBe(true)
      await scene.fetchAll('rstuvwx')
      expect(await scene.cache.has(urlOf('a'))).toBe(false)
    })

    test('leaves a file about which the server is being asked', async () => {
      const scene = open(5000)
      await scene.fetch('a')
      scene.server.settings.after = 5000
      const asked = scene.start('a', { cacheMode: 'no-cache' })
      await vi.advanceTimersByTimeAsync(100)
      scene.server.settings.after = 0
      await scene.fetchAll('bcdefghij')
      expect(bytesKept(scene)).toBeLessThanOrEqual(5000)
      await vi.advanceTimersByTimeAsync(5000)
      const fetched = await asked
      expect(fetched.result.fromCache).toBe(true)
      expectFile(scene, 'a', fetched)
    })

    test('may become smaller, also from one run to the next', async () => {
      const scene = open()
      await scene.fetchAll('abcdefgh')
      await scene.cache.resize(4500)
      expect(await scene.names()).toEqual([...'efgh'])
      expect(bytesKept(scene)).toBe(4000)
      await scene.fetchAll('ijk')
      expect(bytesKept(scene)).toBeLessThanOrEqual(4500)
      const smaller = createCacheScene(subject, {
        cache: { maxBytes: 2500 },
        host: { disk: scene.phone.disk },
      })
      expect(await smaller.names()).toEqual(['j', 'k'])
      expect(bytesKept(smaller)).toBe(2000)
    })

    test('keeps a file of more than 10 MB where the host does, else serves it, and nothing goes for it', async () => {
      const scene = open(3 * tenMebibytes, tenMebibytes + 1)
      await scene.fetch('small')
      const fetched = await scene.fetch('large')
      expectFile(scene, 'large', fetched)
      const isKept = subject.limitBytes > tenMebibytes
      expect(fetched.result.filePath !== undefined).toBe(isKept)
      expect(await scene.names()).toEqual(isKept ? ['small', 'large'] : ['small'])
    })

    test('serves a file that the host finds too large to store', async () => {
      const scene = open()
      scene.phone.host.simulate.knobs.maxFileBytes = 999
      expect((await expectMiss(scene, 'a')).result.filePath).toBeUndefined()
      expect(scene.files()).toEqual([])
    })
  })

  describe(`${subject.name} cache and a full disk`, () => {
    useFakeClock()

    /** Nine files of 1000 bytes each; the budget has room for more, the disk has not. */
    const openFull = async (freeBytes: number): Promise<CacheScene> => {
      const scene = open(20_000, 3000)
      await scene.fetchAll('abcdefghi')
      scene.phone.host.simulate.fillDisk(freeBytes)
      return scene
    }
    const downloadTo = (scene: CacheScene, name: string, request?: Partial<DownloadRequest>) =>
      scene.fetch(name, { filePath: scene.phone.path('a.bin'), ...request })
    /** It is served, and not kept: with so many calls of an API of the host. */
    const expectPassedThrough = async (scene: CacheScene, api: RegExp, most: number): Promise<void> => {
      const { calls } = scene.phone.host.simulate
      const before = calls.length
      const fetched = await scene.fetch('large')
      expectFile(scene, 'large', fetched)
      expect(fetched.result.filePath).toBeUndefined()
      expect(fetched.result.attempts).toBe(1)
      expect(calls.slice(before).filter((call) => api.test(call.api)).length).toBeLessThanOrEqual(most)
      await expect(downloadTo(scene, 'large')).rejects.toMatchObject({ code: 'storage-full' })
    }

    // The index has no room, or only the file.
    for (const freeBytes of [0, 900]) {
      test(`keeps a file where ${freeBytes} bytes are left, and the oldest go`, async () => {
        const scene = await openFull(freeBytes)
        expect((await expectMiss(scene, 'large')).result.attempts).toBe(1)
        expect(await scene.names()).toEqual(['f', 'g', 'h', 'i', 'large'])
        await expectHit(scene, 'large')
        scene.restart()
        await expectHit(scene, 'large', 'i')
      })
    }

    for (const resume of [false, { segmentSize: 1000 }] as const) {
      test(`makes room for a file of the app, fetched with ${JSON.stringify(resume)}`, async () => {
        const scene = await openFull(900)
        const fetched = await downloadTo(scene, 'large', { resume })
        expect(fetched.result.attempts).toBe(1)
        expectFile(scene, 'large', fetched)
        expect(await scene.names()).toEqual(['f', 'g', 'h', 'i'])
      })
    }

    test('makes room where it is the quota that was reached', async () => {
      const scene = await openFull(Number.POSITIVE_INFINITY)
      scene.phone.host.simulate.knobs.maxTotalBytes = 10_000
      await expectMiss(scene, 'large')
      await expectHit(scene, 'large')
    })

    test('leaves pinned files, and serves a file that it cannot keep', async () => {
      const scene = await openFull(900)
      for (const name of 'abcdefghi') {
        scene.phone.host.simulate.fillDisk(900)
        await scene.cache.pin(urlOf(name))
      }
      scene.phone.host.simulate.fillDisk(0)
      await expectPassedThrough(scene, /^downloadFile/, 1)
      expect(await scene.names()).toEqual([...'abcdefghi'])
      await expectHit(scene, ...'abcdefghi')
    })

    test('tries once more and not for ever where what goes makes no room', async () => {
      const scene = await openFull(0)
      // The user has removed them, and something else has taken the room.
      scene.lose(/\/cache\/miniferry-(?!index)/)
      scene.phone.host.simulate.fillDisk(0)
      await expectPassedThrough(scene, /appendFile|saveFile/, 2)
    })

    test('confirms, clears and deletes though the index has no room for that', async () => {
      const scene = await openFull(0)
      await vi.advanceTimersByTimeAsync(60_000)
      await expectConfirmed(scene, 'a')
      await expectHit(scene, 'a')
      expect(await scene.cache.delete(urlOf('a'))).toBe(true)
      await scene.cache.clear()
      expect(scene.files()).toEqual([])
      await expectMiss(scene, 'a')
      await expectHit(scene, 'a')
    })
  })
}
