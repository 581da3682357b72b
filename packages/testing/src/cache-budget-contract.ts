import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { type CacheScene, createCacheScene, urlOf } from './cache-scene.js'
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

    test('keeps a file of more than 10 MB where the host does, else serves it, and nothing goes for it', async () => {
      const scene = open(3 * tenMebibytes, tenMebibytes + 1)
      await scene.fetch('small')
      const fetched = await scene.fetch('large')
      scene.expectFile('large', fetched)
      const isKept = subject.limitBytes > tenMebibytes
      expect(fetched.result.filePath !== undefined).toBe(isKept)
      expect(await scene.names()).toEqual(isKept ? ['small', 'large'] : ['small'])
    })

    test('serves a file that the host finds too large to store', async () => {
      const scene = open()
      scene.phone.host.simulate.knobs.maxFileBytes = 999
      expect((await scene.expectMiss('a')).result.filePath).toBeUndefined()
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
      scene.expectFile('large', fetched)
      expect(fetched.result.filePath).toBeUndefined()
      expect(fetched.result.attempts).toBe(1)
      expect(calls.slice(before).filter((call) => api.test(call.api)).length).toBeLessThanOrEqual(most)
      await expect(downloadTo(scene, 'large')).rejects.toMatchObject({ code: 'storage-full' })
    }

    // The index has no room, or only the file.
    for (const freeBytes of [0, 900]) {
      test(`keeps a file where ${freeBytes} bytes are left, and the oldest go`, async () => {
        const scene = await openFull(freeBytes)
        expect((await scene.expectMiss('large')).result.attempts).toBe(1)
        expect(await scene.names()).toEqual(['f', 'g', 'h', 'i', 'large'])
        await scene.expectHit('large')
        scene.restart()
        await scene.expectHit('large', 'i')
      })
    }

    for (const resume of [false, { segmentSize: 1000 }] as const) {
      test(`makes room for a file of the app, fetched with ${JSON.stringify(resume)}`, async () => {
        const scene = await openFull(900)
        const fetched = await downloadTo(scene, 'large', { resume })
        expect(fetched.result.attempts).toBe(1)
        scene.expectFile('large', fetched)
        expect(await scene.names()).toEqual(['f', 'g', 'h', 'i'])
      })
    }

    test('makes room where it is the quota that was reached', async () => {
      const scene = await openFull(Number.POSITIVE_INFINITY)
      scene.phone.host.simulate.knobs.maxTotalBytes = 10_000
      await scene.expectMiss('large')
      await scene.expectHit('large')
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
      await scene.expectHit(...'abcdefghi')
    })

    test('confirms, clears and deletes though the index has no room for that', async () => {
      const scene = await openFull(0)
      await vi.advanceTimersByTimeAsync(60_000)
      await scene.expectConfirmed('a')
      await scene.expectHit('a')
      expect(await scene.cache.delete(urlOf('a'))).toBe(true)
      await scene.cache.clear()
      expect(scene.files()).toEqual([])
      await scene.expectMiss('a')
      await scene.expectHit('a')
    })
  })
}
