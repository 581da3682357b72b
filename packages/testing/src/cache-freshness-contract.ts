import type { CacheOptions } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import {
  type CacheScene,
  createCacheScene,
  expectConfirmed,
  expectFile,
  expectHit,
  expectMiss,
  urlOf,
} from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { start, useFakeClock } from './virtual-time.js'

const hour = 3_600_000
const date = (seconds: number): string => new Date(start + 1000 * seconds).toUTCString()

/** For how many seconds from now an answer with these headers is served without asking: each header, and each setting. */
const lifetimes: readonly [seconds: number, header: Record<string, string>, cache?: Partial<CacheOptions>][] =
  [
    [60, { 'cache-control': 'public, MAX-AGE="60"' }],
    [30, { 'Cache-Control': 'max-age=60', Date: date(-30), Age: '10' }],
    [60, { Expires: date(60), Date: date(0) }],
    [0, { 'Cache-Control': 'no-cache, max-age=60' }],
    [0, {}],
    [100, { 'Last-Modified': date(-1000) }, { heuristic: true }],
    [90, { 'Cache-Control': 'max-age=60, must-revalidate', Age: '20' }, { maxAge: 90_000 }],
    [0, { 'Cache-Control': 'max-age=60' }, { maxAge: 0 }],
  ]

/** How long a file is served without asking the server, whatever becomes of the clock, and for how long in place of a failure. */
export function describeCacheFreshnessContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and freshness`, () => {
    useFakeClock()

    for (const [seconds, header, cache = {}] of lifetimes) {
      const words = `${JSON.stringify(header)} and ${JSON.stringify(cache)}`
      test(`serves a file for ${seconds} s, also after a restart, with ${words}`, async () => {
        const scene = createCacheScene(subject, { cache, server: { header } })
        await expectMiss(scene, 'a')
        if (seconds > 0) {
          await vi.advanceTimersByTimeAsync(1000 * seconds - 1)
          await expectHit(scene, 'a')
          scene.restart()
          await expectHit(scene, 'a')
          await vi.advanceTimersByTimeAsync(1)
        }
        expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isFresh: false })
        await expectConfirmed(scene, 'a')
      })
    }

    test('counts the time that an answer was in flight', async () => {
      const scene = createCacheScene(subject, { server: { after: 10_000 } })
      for (const times of [1, 2]) {
        const fetching = scene.start('a')
        await vi.advanceTimersByTimeAsync(10_000)
        expect((await fetching).asked).toHaveLength(1)
        await vi.advanceTimersByTimeAsync(49_999)
        await expectHit(scene, 'a')
        await vi.advanceTimersByTimeAsync(1)
        expect(scene.server.asked).toHaveLength(times)
      }
    })

    test('keeps nothing that the server says not to store, nor what could never be of use again', async () => {
      for (const settings of [
        { header: { 'Cache-Control': 'max-age=60, no-store' } },
        { hasTags: false, header: {} },
      ]) {
        const scene = createCacheScene(subject, { cache: { staleIfError: false }, server: settings })
        for (const name of 'aa') await expectMiss(scene, name)
        expect(scene.files()).toEqual([])
        expect(await scene.cache.entries()).toEqual([])
      }
    })

    test('gives a file up when its new version is not to be stored', async () => {
      const scene = createCacheScene(subject, { server: { header: { 'Cache-Control': 'no-cache' } } })
      await expectMiss(scene, 'a')
      scene.server.change('a')
      scene.server.settings.header = { 'Cache-Control': 'no-store' }
      expect((await scene.fetch('a')).statuses).toEqual([200])
      expect(scene.files()).toEqual([])
      expect(await scene.cache.has(urlOf('a'))).toBe(false)
    })
  })

  describe(`${subject.name} cache and a clock that is set`, () => {
    useFakeClock()

    for (const step of [1000, hour, 10 * 365 * 24 * hour]) {
      for (const isBetween of [false, true]) {
        const words = `by ${step / 1000} s ${isBetween ? 'between two runs' : 'while the app runs'}`

        test(`asks once where it is set back ${words}, and is right then`, async () => {
          const scene = createCacheScene(subject)
          await expectMiss(scene, 'a')
          vi.setSystemTime(start - step)
          if (isBetween) scene.restart()
          expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isFresh: false })
          await expectConfirmed(scene, 'a')
          await vi.advanceTimersByTimeAsync(59_999)
          await expectHit(scene, 'a')
          scene.restart()
          await expectHit(scene, 'a')
          await vi.advanceTimersByTimeAsync(1)
          await expectConfirmed(scene, 'a')
        })

        test(`asks once more where it was wrong ${words} and is right again`, async () => {
          for (const wrong of [start - step, start + step + 60_000]) {
            const scene = createCacheScene(subject)
            vi.setSystemTime(wrong)
            await expectMiss(scene, 'a')
            vi.setSystemTime(start + 60_000)
            if (isBetween) scene.restart()
            await expectConfirmed(scene, 'a')
            await expectHit(scene, 'a')
            // Nothing that was kept in between is fresh for longer than the server says.
            await vi.advanceTimersByTimeAsync(60_000)
            await expectConfirmed(scene, 'a')
          }
        })
      }
    }

    for (const to of [start - hour, start + hour]) {
      test(`asks at most once more where it is set ${to > start ? 'forward' : 'back'} while the file is in flight`, async () => {
        const scene = createCacheScene(subject)
        const { settings } = scene.server
        settings.onRequest = () => {
          vi.setSystemTime(to)
          settings.onRequest = () => undefined
        }
        await expectMiss(scene, 'a')
        await scene.fetch('a')
        await expectHit(scene, 'a')
        await vi.advanceTimersByTimeAsync(60_000)
        await expectConfirmed(scene, 'a')
      })
    }
  })

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

    for (const [code, fault] of [
      ['network', { error: 'refused' }],
      ['network', { error: 'reset' }],
      ['timeout', { never: true }],
      ['http-status', { status: 500 }],
      ['http-status', { status: 504 }],
    ] as const) {
      test(`serves what is out of date instead of ${JSON.stringify(fault)} if asked to, and else fails`, async () => {
        const scene = await stale(100, true)
        scene.server.change('a')
        scene.server.settings.fault = fault
        await expectStale(scene)
        // The old file stays out of date: the server is asked as soon as it is there.
        scene.server.settings.fault = undefined
        const fetched = await scene.fetch('a')
        expect(fetched.result).not.toHaveProperty('isStale')
        expectFile(scene, 'a', fetched, 2)

        const strict = await stale(0)
        strict.server.settings.fault = fault
        const failed = expect(strict.fetch('a')).rejects.toMatchObject({ code })
        await vi.advanceTimersByTimeAsync(10_000)
        await failed
        expect(await strict.cache.has(urlOf('a'))).toBe(true)
      })
    }

    test('serves what is out of date at once where there is no network, or waits for it and asks then', async () => {
      const scene = await stale(100, true)
      scene.phone.host.simulate.network('none')
      await scene.fetch('a')
      const { asked } = scene.server
      await expectStale(scene)
      expect(asked).toHaveLength(1)

      const strict = await stale(100)
      strict.phone.host.simulate.network('none')
      const download = strict.phone.downloader.download(urlOf('a'))
      await vi.advanceTimersByTimeAsync(10_000)
      expect(download.waitingFor).toBe('network')
      strict.phone.host.simulate.network('wifi')
      expect(await download).toMatchObject({ fromCache: true })
      expect(strict.server.asked.map(({ status }) => status)).toEqual([200, 304])
    })

    for (const [words, seconds, staleIfError, control, isServed] of [
      ['for as long as the app says', 9, 10_000, 'max-age=60', true],
      ['and no longer', 10, 10_000, 'max-age=60', false],
      ['for as long as the server says', 9, undefined, 'max-age=60, stale-if-error=10', true],
      ['and no longer than that', 10, undefined, 'max-age=60, stale-if-error=10', false],
      ['never where the app says so', 0, false, 'max-age=60, stale-if-error=10', false],
      ['never where the server forbids it', 0, true, 'max-age=60, must-revalidate', false],
    ] as const) {
      test(`serves what is out of date ${words}`, async () => {
        const scene = await stale(seconds, staleIfError, control)
        scene.server.settings.fault = { status: 503 }
        if (isServed) await expectStale(scene)
        else await expect(scene.fetch('a')).rejects.toMatchObject({ code: 'http-status' })
      })
    }

    test('passes an error on that is the answer, or where the app wants the file anew', async () => {
      const scene = await stale(0, true)
      scene.server.settings.fault = { status: 404 }
      await expect(scene.fetch('a')).rejects.toMatchObject({ code: 'http-status', statusCode: 404 })
      const other = await stale(0, true)
      other.server.settings.fault = { error: 'refused' }
      await expect(other.fetch('a', { cacheMode: 'reload' })).rejects.toMatchObject({ code: 'network' })
      await expectStale(other)
    })
  })
}
