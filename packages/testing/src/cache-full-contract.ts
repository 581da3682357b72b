import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit } from './cache-expect.js'
import { type CacheScene, createCacheScene, minute, namesIn, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import { expectBytes } from './downloader-bench.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** A disk that is full: cached files make room, once for each download. */
export function describeCacheFullContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a full disk`, () => {
    useFakeClock()

    /** Nine files of 1000 bytes each; the budget has room for more, the disk has not. */
    const fullScene = async (freeBytes: number): Promise<CacheScene> => {
      const sizeOf = (name: string): number => (name === 'large' ? 3000 : 1000)
      const scene = createCacheScene(subject, {
        cache: { maxBytes: 20_000 },
        server: { header: minute, sizeOf },
      })
      for (const name of 'abcdefghi') await scene.fetch(name)
      scene.phone.host.simulate.fillDisk(freeBytes)
      return scene
    }
    const downloadTo = (scene: CacheScene, name: string, request?: Partial<DownloadRequest>) =>
      scene.fetch(name, { filePath: scene.phone.path('a.bin'), ...request })

    // The index has no room, or only the file.
    for (const freeBytes of [0, 900]) {
      test(`keeps a file where ${freeBytes} bytes are left, and the oldest go`, async () => {
        const scene = await fullScene(freeBytes)
        const fetched = await scene.fetch('large')
        expectFile(scene, 'large', fetched)
        expect(fetched.result).toMatchObject({ fromCache: false, attempts: 1 })
        expect(await namesIn(scene)).toEqual(['f', 'g', 'h', 'i', 'large'])
        await expectHit(scene, 'large')
        scene.restart()
        await expectHit(scene, 'large')
        await expectHit(scene, 'i')
      })
    }

    for (const resume of [false, { segmentSize: 1000 }] as const) {
      test(`makes room for a file of the app, fetched with ${JSON.stringify(resume)}`, async () => {
        const scene = await fullScene(900)
        const { result } = await downloadTo(scene, 'large', { resume })
        expect(result.attempts).toBe(1)
        expectBytes(scene.phone.read('a.bin'), scene.server.bytesOf('large'))
        expect(await namesIn(scene)).toEqual(['f', 'g', 'h', 'i'])
      })
    }

    test('makes room where it is the quota that was reached', async () => {
      const scene = await fullScene(Number.POSITIVE_INFINITY)
      scene.phone.host.simulate.knobs.maxTotalBytes = 10_000
      expectFile(scene, 'large', await scene.fetch('large'))
      await expectHit(scene, 'large')
    })

    test('leaves pinned files, and hands a file out that it cannot keep', async () => {
      const scene = await fullScene(900)
      for (const name of 'abcdefghi') {
        scene.phone.host.simulate.fillDisk(900)
        await scene.cache.pin(urlOf(name))
      }
      scene.phone.host.simulate.fillDisk(0)
      const { calls } = scene.phone.host.simulate
      const before = calls.length
      const fetched = await scene.fetch('large')
      expectFile(scene, 'large', fetched)
      expect(fetched.result.filePath).toBeUndefined()
      expect(fetched.result.attempts).toBe(1)
      expect(await namesIn(scene)).toEqual([...'abcdefghi'])
      expect(calls.slice(before).filter(({ api }) => api === 'downloadFile')).toHaveLength(1)
      await expect(downloadTo(scene, 'large')).rejects.toMatchObject({ code: 'storage-full' })
      for (const name of 'abcdefghi') await expectHit(scene, name)
    })

    test('tries once more and not for ever where what goes makes no room', async () => {
      const scene = await fullScene(0)
      // The user has removed them, and something else has taken the room.
      scene.phone.host.simulate.removeFiles(
        (path) => path.includes('/cache/miniferry-') && !path.includes('index'),
      )
      scene.phone.host.simulate.fillDisk(0)
      const { calls } = scene.phone.host.simulate
      const before = calls.length
      const fetched = await scene.fetch('large')
      expectFile(scene, 'large', fetched)
      expect(fetched.result.filePath).toBeUndefined()
      const tries = calls.slice(before).filter(({ api }) => /appendFile|saveFile/.test(api))
      expect(tries.length).toBeLessThanOrEqual(2)
      await expect(downloadTo(scene, 'large')).rejects.toMatchObject({ code: 'storage-full' })
    })

    test('confirms a file though the index has no room for that', async () => {
      const scene = await fullScene(0)
      await vi.advanceTimersByTimeAsync(60_000)
      const { asked, result } = await scene.fetch('a')
      expect(asked.map(({ status }) => status)).toEqual([304])
      expect(result.fromCache).toBe(true)
      await expectHit(scene, 'a')
    })

    test('clears and deletes on a full disk', async () => {
      const scene = await fullScene(0)
      expect(await scene.cache.delete(urlOf('a'))).toBe(true)
      await scene.cache.clear()
      expect(scene.files()).toEqual([])
      expectFile(scene, 'a', await scene.fetch('a'))
      await expectHit(scene, 'a')
    })
  })
}
