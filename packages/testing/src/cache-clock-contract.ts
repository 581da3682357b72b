import { describe, expect, vi } from 'vitest'
import { start, useFakeClock } from './cache-clock.js'
import { expectFile, expectHit, expectMiss } from './cache-expect.js'
import { type CacheScene, createCacheScene, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const hour = 3_600_000

/** Clocks that are set while files are kept. */
export function describeCacheClockContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a clock that is set`, () => {
    useFakeClock()

    const create = (): CacheScene => createCacheScene(subject, { server: { header: minute } })
    const confirm = async (scene: CacheScene): Promise<void> => {
      const fetched = await scene.fetch('a')
      expect(fetched.asked.map(({ status }) => status)).toEqual([304])
      expectFile(scene, 'a', fetched)
    }

    for (const [words, step] of [
      ['a second', 1000],
      ['an hour', hour],
      ['ten years', 10 * 365 * 24 * hour],
    ] as const) {
      for (const isBetween of [false, true]) {
        const when = isBetween ? 'between two runs' : 'while the app runs'

        test(`asks once where it is set back by ${words} ${when}, and is right then`, async () => {
          const scene = create()
          await expectMiss(scene, 'a')
          vi.setSystemTime(start - step)
          if (isBetween) scene.restart()
          expect(await scene.cache.get(urlOf('a'))).toMatchObject({ isFresh: false })
          await confirm(scene)
          await vi.advanceTimersByTimeAsync(59_999)
          await expectHit(scene, 'a')
          scene.restart()
          await expectHit(scene, 'a')
          await vi.advanceTimersByTimeAsync(1)
          await confirm(scene)
        })

        test(`asks once more where it was wrong by ${words} and is right again ${when}`, async () => {
          const scene = create()
          vi.setSystemTime(start - step)
          await expectMiss(scene, 'a')
          vi.setSystemTime(start + 60_000)
          if (isBetween) scene.restart()
          await confirm(scene)
          await expectHit(scene, 'a')
          // Nothing that was kept in between is fresh for longer than the server says.
          await vi.advanceTimersByTimeAsync(60_000)
          await confirm(scene)
        })
      }
    }

    test('asks once where it was years ahead when the file came', async () => {
      const scene = create()
      vi.setSystemTime(start + 10 * 365 * 24 * hour)
      await expectMiss(scene, 'a')
      vi.setSystemTime(start)
      scene.restart()
      await confirm(scene)
      await expectHit(scene, 'a')
      scene.restart()
      await expectHit(scene, 'a')
    })

    for (const [words, to] of [
      ['back', start - hour],
      ['forward', start + hour],
    ] as const) {
      test(`asks at most once more where it is set ${words} while the file is under way`, async () => {
        const scene = create()
        scene.server.manners.onRequest = () => {
          vi.setSystemTime(to)
          scene.server.manners.onRequest = () => undefined
        }
        await expectMiss(scene, 'a')
        await scene.fetch('a')
        await expectHit(scene, 'a')
        await vi.advanceTimersByTimeAsync(60_000)
        await confirm(scene)
      })
    }

    test('hands out in place of a failure what was kept before the clock was set back, as out of date', async () => {
      const scene = createCacheScene(subject, { cache: { staleIfError: 1000 }, server: { header: minute } })
      await expectMiss(scene, 'a')
      vi.setSystemTime(start - hour)
      scene.server.manners.trouble = { error: 'refused' }
      expect((await scene.fetch('a')).result).toMatchObject({ fromCache: true, isStale: true })
      scene.server.manners.trouble = undefined
      await confirm(scene)
    })
  })
}
