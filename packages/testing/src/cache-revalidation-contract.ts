import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit } from './cache-expect.js'
import { type CacheScene, createCacheScene, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** What happens to a file while the server is asked about it. */
export function describeCacheRevalidationContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache while the server is asked`, () => {
    useFakeClock()

    /** A file that is out of date. */
    const staleScene = async (): Promise<CacheScene> => {
      const scene = createCacheScene(subject, { server: { header: minute } })
      await scene.fetch('a')
      await vi.advanceTimersByTimeAsync(60_000)
      return scene
    }

    test('fetches the whole file where the host removes it meanwhile', async () => {
      const scene = await staleScene()
      scene.server.manners.onRequest = () =>
        scene.phone.host.simulate.removeFiles((path) => path.includes('/cache/'))
      const fetched = await scene.fetch('a')
      expect(fetched.asked.map(({ status }) => status)).toEqual([304, 200])
      expectFile(scene, 'a', fetched)
      scene.server.manners.onRequest = () => undefined
      await expectHit(scene, 'a')
    })

    test('fetches the whole file where the app deletes it meanwhile', async () => {
      const scene = await staleScene()
      let deleted: Promise<boolean> | undefined
      scene.server.manners.onRequest = () => {
        deleted ??= scene.cache.delete(urlOf('a'))
      }
      const fetched = await scene.fetch('a')
      expect(await deleted).toBe(true)
      expect(fetched.asked.map(({ status }) => status)).toEqual([304, 200])
      expectFile(scene, 'a', fetched)
    })

    test('keeps a file pinned that the app pins meanwhile', async () => {
      const scene = await staleScene()
      let pinned: Promise<boolean> | undefined
      scene.server.manners.onRequest = () => {
        pinned = scene.cache.pin(urlOf('a'))
      }
      const { asked } = await scene.fetch('a')
      expect(asked.map(({ status }) => status)).toEqual([304])
      expect(await pinned).toBe(true)
      expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isPinned: true, isFresh: true })
      scene.restart()
      expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isPinned: true, isFresh: true })
    })

    test('keeps a pinned file pinned when it gets a new version', async () => {
      const scene = await staleScene()
      await scene.cache.pin(urlOf('a'))
      scene.server.change('a')
      expectFile(scene, 'a', await scene.fetch('a'))
      expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isPinned: true, isFresh: true })
      scene.restart()
      expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isPinned: true, isFresh: true })
    })

    test('takes the headers of a 304 for the next time', async () => {
      const scene = await staleScene()
      scene.server.manners.header = { 'Cache-Control': 'max-age=600' }
      expect((await scene.fetch('a')).asked.map(({ status }) => status)).toEqual([304])
      await vi.advanceTimersByTimeAsync(599_999)
      scene.restart()
      await expectHit(scene, 'a')
      await vi.advanceTimersByTimeAsync(1)
      expect((await scene.fetch('a')).asked).toHaveLength(1)
    })

    test('hands out no older file than the answer is of, and the newest from then on', async () => {
      const scene = await staleScene()
      scene.server.manners.after = 5000
      const slow = scene.start('a')
      await vi.advanceTimersByTimeAsync(1000)
      scene.server.change('a')
      scene.server.manners.after = 0
      expectFile(scene, 'a', await scene.fetch('a', { cacheMode: 'reload' }))
      await vi.advanceTimersByTimeAsync(4000)
      // The answer confirms the first version, which may be gone.
      const { result, ...fetched } = await slow
      expectFile(scene, 'a', { result, ...fetched }, result.fromCache ? 1 : 2)
      await expectHit(scene, 'a')
    })
  })
}
