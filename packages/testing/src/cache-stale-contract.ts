import type { CacheOptions } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile } from './cache-expect.js'
import { type CacheScene, createCacheScene, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** What is out of date, where the server cannot be reached. */
export function describeCacheStaleContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache without its server`, () => {
    useFakeClock()

    /** A file that was fresh for a minute, and that is so many seconds ago. */
    const stale = async (
      seconds: number,
      staleIfError?: CacheOptions['staleIfError'],
      control = 'max-age=60',
    ): Promise<CacheScene> => {
      const scene = createCacheScene(subject, {
        cache: staleIfError === undefined ? {} : { staleIfError },
        config: { timeout: 5000 },
        server: { header: { 'Cache-Control': control } },
      })
      await scene.fetch('a')
      await vi.advanceTimersByTimeAsync(60_000 + 1000 * seconds)
      return scene
    }
    const expectStale = async (scene: CacheScene): Promise<void> => {
      const fetching = scene.start('a')
      await vi.advanceTimersByTimeAsync(10_000)
      const fetched = await fetching
      expect(fetched.result).toMatchObject({ fromCache: true, isStale: true })
      expectFile(scene, 'a', fetched, 1)
    }

    for (const trouble of [
      { error: 'refused' },
      { error: 'reset' },
      { error: 'dns' },
      { never: true },
      { status: 500 },
      { status: 502 },
      { status: 503 },
      { status: 504 },
    ] as const) {
      test(`hands out what is out of date instead of ${JSON.stringify(trouble)}, if asked to`, async () => {
        const scene = await stale(100, true)
        scene.server.change('a')
        scene.server.manners.trouble = trouble
        await expectStale(scene)
        // The old file stays out of date: the server is asked as soon as it is there.
        scene.server.manners.trouble = undefined
        const { result, ...fetched } = await scene.fetch('a')
        expect(result).not.toHaveProperty('isStale')
        expectFile(scene, 'a', { result, ...fetched }, 2)
      })

      test(`fails with ${JSON.stringify(trouble)} if nobody asked for that`, async () => {
        const scene = await stale(0)
        scene.server.manners.trouble = trouble
        const failed = expect(scene.fetch('a')).rejects.toMatchObject({
          code: 'status' in trouble ? 'http-status' : 'never' in trouble ? 'timeout' : 'network',
        })
        await vi.advanceTimersByTimeAsync(10_000)
        await failed
        expect(await scene.cache.has(urlOf('a'))).toBe(true)
      })
    }

    test('hands out what is out of date at once where there is no network', async () => {
      const scene = await stale(100, true)
      await scene.phone.downloader.download(urlOf('b'))
      scene.phone.host.simulate.network('none')
      const { asked, result, bytes, path } = await scene.fetch('a')
      expect(asked).toEqual([])
      expect(result).toMatchObject({ fromCache: true, isStale: true })
      expectFile(scene, 'a', { asked, result, bytes, path }, 1)
    })

    test('waits for the network where it may not hand that out, and asks then', async () => {
      const scene = await stale(100)
      scene.phone.host.simulate.network('none')
      const download = scene.phone.downloader.download(urlOf('a'))
      await vi.advanceTimersByTimeAsync(10_000)
      expect(download.waitingFor).toBe('network')
      scene.phone.host.simulate.network('wifi')
      expect(await download).toMatchObject({ fromCache: true })
      expect(scene.server.asked.map(({ status }) => status)).toEqual([200, 304])
    })

    for (const [words, seconds, staleIfError, control, isHandedOut] of [
      ['for as long as the app says', 9, 10_000, 'max-age=60', true],
      ['and no longer', 10, 10_000, 'max-age=60', false],
      ['for as long as the server says', 9, undefined, 'max-age=60, stale-if-error=10', true],
      ['and no longer than that', 10, undefined, 'max-age=60, stale-if-error=10', false],
      ['as the app says, not the server', 10, true, 'max-age=60, stale-if-error=10', true],
      ['never where the app says so', 0, false, 'max-age=60, stale-if-error=10', false],
      ['never where the server forbids it', 0, true, 'max-age=60, must-revalidate', false],
      ['never where the server has to be asked always', 0, true, 'no-cache', false],
    ] as const) {
      test(`hands out what is out of date ${words}`, async () => {
        const scene = await stale(seconds, staleIfError, control)
        scene.server.manners.trouble = { status: 503 }
        if (isHandedOut) await expectStale(scene)
        else await expect(scene.fetch('a')).rejects.toMatchObject({ code: 'http-status' })
      })
    }

    test('passes an error on that is the answer, and keeps the file', async () => {
      const scene = await stale(0, true)
      scene.server.manners.trouble = { status: 404 }
      await expect(scene.fetch('a')).rejects.toMatchObject({ code: 'http-status', statusCode: 404 })
    })

    test('hands out nothing in place of a file that the app wants anew', async () => {
      const scene = await stale(0, true)
      scene.server.manners.trouble = { error: 'refused' }
      await expect(scene.fetch('a', { cacheMode: 'reload' })).rejects.toMatchObject({ code: 'network' })
      await expectStale(scene)
    })
  })
}
