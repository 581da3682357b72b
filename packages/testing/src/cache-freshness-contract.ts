import type { CacheOptions } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { type CacheScene, createCacheScene, urlOf } from './cache-scene.js'
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
        await scene.expectMiss('a')
        if (seconds > 0) {
          await vi.advanceTimersByTimeAsync(1000 * seconds - 1)
          await scene.expectHit('a')
          scene.restart()
          await scene.expectHit('a')
          await vi.advanceTimersByTimeAsync(1)
        }
        expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isFresh: false })
        await scene.expectConfirmed('a')
      })
    }
  })

  describe(`${subject.name} cache and a clock that is set`, () => {
    useFakeClock()

    for (const step of [1000, hour, 10 * 365 * 24 * hour]) {
      for (const isBetween of [false, true]) {
        const words = `by ${step / 1000} s ${isBetween ? 'between two runs' : 'while the app runs'}`

        test(`asks once where it is set back ${words}, and is right then`, async () => {
          const scene = createCacheScene(subject)
          await scene.expectMiss('a')
          vi.setSystemTime(start - step)
          if (isBetween) scene.restart()
          expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isFresh: false })
          await scene.expectConfirmed('a')
          await vi.advanceTimersByTimeAsync(59_999)
          await scene.expectHit('a')
          scene.restart()
          await scene.expectHit('a')
          await vi.advanceTimersByTimeAsync(1)
          await scene.expectConfirmed('a')
        })

        test(`asks once more where it was wrong ${words} and is right again`, async () => {
          for (const wrong of [start - step, start + step + 60_000]) {
            const scene = createCacheScene(subject)
            vi.setSystemTime(wrong)
            await scene.expectMiss('a')
            vi.setSystemTime(start + 60_000)
            if (isBetween) scene.restart()
            await scene.expectConfirmed('a')
            await scene.expectHit('a')
            // Nothing that was kept in between is fresh for longer than the server says.
            await vi.advanceTimersByTimeAsync(60_000)
            await scene.expectConfirmed('a')
          }
        })
      }
    }
  })

  describe(`${subject.name} cache without its server`, () => {
    useFakeClock()

    /** A file that is out of date. */
    const openStale = async (cache: Partial<CacheOptions> = {}): Promise<CacheScene> => {
      const scene = createCacheScene(subject, { cache, config: { timeout: 5000 } })
      await scene.fetch('a')
      await vi.advanceTimersByTimeAsync(160_000)
      return scene
    }

    for (const [code, fault] of [
      ['network', { error: 'refused' }],
      ['network', { error: 'reset' }],
      ['timeout', { never: true }],
      ['http-status', { status: 500 }],
      ['http-status', { status: 504 }],
    ] as const) {
      test(`serves what is out of date instead of ${JSON.stringify(fault)} if asked to, and else fails`, async () => {
        const scene = await openStale({ staleIfError: true })
        scene.server.change('a')
        scene.server.settings.fault = fault
        const fetching = scene.start('a')
        await vi.advanceTimersByTimeAsync(10_000)
        const stale = await fetching
        expect(stale.result).toMatchObject({ fromCache: true, isStale: true })
        scene.expectFile('a', stale, 1)
        // The old file stays out of date: the server is asked as soon as it is there.
        scene.server.settings.fault = undefined
        const fetched = await scene.fetch('a')
        expect(fetched.result).not.toHaveProperty('isStale')
        scene.expectFile('a', fetched, 2)

        const strict = await openStale()
        strict.server.settings.fault = fault
        const failed = expect(strict.fetch('a')).rejects.toMatchObject({ code })
        await vi.advanceTimersByTimeAsync(10_000)
        await failed
        expect(await strict.cache.has(urlOf('a'))).toBe(true)
      })
    }
  })
}
