import type { CacheOptions } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { start, useFakeClock } from './cache-clock.js'
import { expectHit, expectMiss } from './cache-expect.js'
import { createCacheScene, minute } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const date = (seconds: number): string => new Date(start + 1000 * seconds).toUTCString()

/** For how many seconds from now an answer with these headers is handed out without asking. */
const lifetimes: readonly [seconds: number, header: Record<string, string>, cache?: Partial<CacheOptions>][] =
  [
    [60, { 'Cache-Control': 'max-age=60' }],
    [60, { 'cache-control': 'public, MAX-AGE="60"' }],
    [60, { 'Cache-Control': 'max-age=60, immutable' }],
    [60, { 'Cache-Control': 's-maxage=5, max-age=60' }],
    [60, { 'Cache-Control': 'max-age=60, must-revalidate' }],
    [60, { 'Cache-Control': 'max-age=60', Expires: date(5) }],
    [40, { 'Cache-Control': 'max-age=60', Age: '20' }],
    [30, { 'Cache-Control': 'max-age=60', Date: date(-30) }],
    [30, { 'Cache-Control': 'max-age=60', Date: date(-30), Age: '10' }],
    [60, { Expires: date(60), Date: date(0) }],
    [60, { Expires: date(60) }],
    [0, { Expires: '0' }],
    [0, { Expires: 'tomorrow' }],
    [0, { 'Cache-Control': 'no-cache' }],
    [0, { 'Cache-Control': 'no-cache, max-age=60' }],
    [0, { 'Cache-Control': 'max-age=0' }],
    [0, { 'Cache-Control': 'max-age=soon' }],
    [0, { 'Cache-Control': 'max-age=60', Age: '60' }],
    [0, {}],
    [0, { 'Last-Modified': date(-1000) }],
    [100, { 'Last-Modified': date(-1000) }, { heuristic: true }],
    [60, { 'Last-Modified': date(-1000), 'Cache-Control': 'max-age=60' }, { heuristic: true }],
    [90, {}, { maxAge: 90_000 }],
    [90, { 'Cache-Control': 'no-cache' }, { maxAge: 90_000 }],
    [90, { 'Cache-Control': 'max-age=60', Age: '20' }, { maxAge: 90_000 }],
    [0, { 'Cache-Control': 'max-age=60' }, { maxAge: 0 }],
  ]

/** How long a file is handed out without asking the server. */
export function describeCacheFreshnessContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and freshness`, () => {
    useFakeClock()

    for (const [seconds, header, cache = {}] of lifetimes) {
      const words = `${JSON.stringify(header)} and ${JSON.stringify(cache)}`
      test(`hands a file out for ${seconds} s, also after a restart, with ${words}`, async () => {
        const scene = createCacheScene(subject, { cache, server: { header } })
        await expectMiss(scene, 'a')
        if (seconds > 0) {
          await vi.advanceTimersByTimeAsync(1000 * seconds - 1)
          await expectHit(scene, 'a')
          scene.restart()
          await expectHit(scene, 'a')
          await vi.advanceTimersByTimeAsync(1)
        }
        expect(await scene.cache.get('https://example.com/a')).toMatchObject({ isFresh: false })
        expect((await scene.fetch('a')).asked).toMatchObject([{ status: 304 }])
      })
    }

    test('asks where the clock was set back', async () => {
      const scene = createCacheScene(subject, { server: { header: minute } })
      await expectMiss(scene, 'a')
      vi.setSystemTime(start - 1000)
      expect((await scene.fetch('a')).asked).toMatchObject([{ status: 304 }])
    })

    test('counts the time that an answer was under way', async () => {
      const scene = createCacheScene(subject, { server: { header: minute, after: 10_000 } })
      const first = scene.start('a')
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await first).result.fromCache).toBe(false)
      await vi.advanceTimersByTimeAsync(49_999)
      await expectHit(scene, 'a')
      await vi.advanceTimersByTimeAsync(1)
      const second = scene.start('a')
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await second).asked).toHaveLength(1)
    })

    for (const cache of [{}, { maxAge: 60_000 }, { staleIfError: true }]) {
      test(`keeps nothing that the server says not to store, with ${JSON.stringify(cache)}`, async () => {
        const header = { 'Cache-Control': 'max-age=60, no-store' }
        const scene = createCacheScene(subject, { cache, server: { header } })
        await expectMiss(scene, 'a')
        await expectMiss(scene, 'a')
        expect(scene.files()).toEqual([])
        expect(await scene.cache.entries()).toEqual([])
      })
    }

    test('gives a file up when its new version is not to be stored', async () => {
      const scene = createCacheScene(subject, { server: { header: { 'Cache-Control': 'no-cache' } } })
      await expectMiss(scene, 'a')
      scene.server.change('a')
      scene.server.manners.header = { 'Cache-Control': 'no-store' }
      expect((await scene.fetch('a')).asked).toMatchObject([{ status: 200 }])
      expect(scene.files()).toEqual([])
      expect(await scene.cache.has('https://example.com/a')).toBe(false)
    })

    test('does not keep what could never be of use again', async () => {
      const scene = createCacheScene(subject, { server: { hasTags: false } })
      await expectMiss(scene, 'a')
      expect(scene.files()).toEqual([])
    })
  })
}
