import { describe, expect, test } from 'vitest'
import { cacheFolder, createCacheScene, indexPath, urlOf } from './cache-scene.js'
import type { DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

/** What hosts make of a 304: those that pass it on, and those that hide it. */
const notModified = ['passed', 'passed-without-file', 'failed', 'empty-success'] as const

/** What a hit costs, and hosts that tell of a 304 and those that do not. */
export function describeCacheHitContract(subject: DownloaderSubject): void {
  describe(`${subject.name} cache and a server`, () => {
    useFakeClock()

    test('keeps a file, and hands it out again for one stat of the host and no request', async () => {
      const scene = createCacheScene(subject)
      const first = await scene.fetch('a')
      expect(first.result).toMatchObject({ fromCache: false, attempts: 1 })
      scene.expectFile('a', first)
      const { path } = first.result
      const { calls } = scene.phone.host.simulate
      const before = calls.length
      const again = await scene.fetch('a')
      expect(calls.slice(before).map(({ api }) => api)).toEqual(['FileSystemManager.stat'])
      expect(again.result).toMatchObject({ fromCache: true, attempts: 0, resumedBytes: 0, path })
      expect(again.asked).toEqual([])
      scene.expectFile('a', again)
      expect(scene.files()).toHaveLength(1)
    })

    test('hands it out in the next run of the app, and where there is no network', async () => {
      const scene = createCacheScene(subject)
      const { path } = (await scene.fetch('a')).result
      scene.restart()
      scene.phone.host.simulate.network('none')
      const again = await scene.fetch('a', { url: `${urlOf('a')}#a-fragment` })
      expect(again.result).toMatchObject({ fromCache: true, path })
      expect(again.asked).toEqual([])
      scene.expectFile('a', again)
    })

    for (const knob of notModified) {
      for (const [condition, hasTags] of [
        ['if-none-match', true],
        ['if-modified-since', false],
      ] as const) {
        test(`has the right bytes where a 304 is ${knob}, asked with ${condition}`, async () => {
          const scene = createCacheScene(subject, {
            host: { knobs: { notModified: knob } },
            server: {
              hasTags,
              header: { 'Cache-Control': 'no-cache' },
              header304: { 'Cache-Control': 'max-age=60' },
            },
          })
          const steps: string[] = []
          scene.onStep = ({ operation, path }) => steps.push(`${operation} ${path}`)
          const results = []
          for (const name of 'aaa') {
            const fetched = await scene.fetch(name)
            scene.expectFile(name, fetched)
            results.push(fetched.result)
            if (results.length === 1) steps.length = 0
          }
          const asked = scene.server.asked.map(({ status, headers }) => `${status} ${condition in headers}`)
          if (knob.startsWith('passed')) {
            expect(asked).toEqual(['200 false', '304 true'])
            expect(new Set(results.map(({ path }) => path)).size).toBe(1)
            expect(results.map(({ fromCache }) => fromCache)).toEqual([false, true, true])
            expect(results.map(({ attempts }) => attempts)).toEqual([1, 1, 0])
            expect(steps.filter((step) => step.includes('/cache/'))).toEqual([`append ${indexPath}`])
          } else {
            expect(asked).toEqual(['200 false', '304 true', '200 false', '200 false'])
            expect(results[1]).toMatchObject({ fromCache: false, attempts: 1 })
            expect(await scene.cache.size()).toBeLessThanOrEqual(10_000)
          }
          // Nothing is left of the host's empty file.
          expect(scene.phone.files().filter((file) => !file.startsWith(cacheFolder))).toEqual([])
        })
      }

      test(`has the new version where a 304 would be ${knob}`, async () => {
        const scene = createCacheScene(subject, {
          host: { knobs: { notModified: knob } },
          server: { header: { 'Cache-Control': 'no-cache' } },
        })
        await scene.fetch('a')
        scene.server.change('a')
        const fetched = await scene.fetch('a')
        scene.expectFile('a', fetched)
        expect(fetched.result.fromCache).toBe(false)
        expect(fetched.statuses).toEqual([200])
      })
    }
  })
}
