import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { type CacheScene, createCacheScene, expectFile, expectHit, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import { expectBytes, useBench } from './downloader-bench.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'

const size = 20_000

/** What hosts make of a 304: those that pass it on, and those that hide it. */
const notModified = ['passed', 'passed-without-file', 'failed', 'empty-success'] as const
const isPassed = (knob: string): boolean => knob.startsWith('passed')

/** Asking the server whether a file is still right. */
export function describeCacheRevalidationContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a file that has not changed`, () => {
    const bench = useBench(subject)
    const validators: readonly [name: string, query: Record<string, string>][] = [
      ['if-none-match', {}],
      ['if-modified-since', { etag: 'no' }],
    ]

    for (const knob of notModified) {
      for (const [condition, query] of validators) {
        test(`has the right bytes where a 304 is ${knob}, asked with ${condition}`, async () => {
          const steps: string[] = []
          const disk = subject.createWatchedDisk(subject.createMemoryDisk(), ({ operation, path }) => {
            steps.push(`${operation} ${path}`)
          })
          const options = { disk, knobs: { notModified: knob } }
          const phone = bench.phone(options, { retry: 0, cache: { maxBytes: 100_000 } })
          const url = bench.server.url('/file', {
            size,
            header: 'Cache-Control:no-cache',
            header304: 'Cache-Control:max-age=60',
            ...query,
            knob: `${knob} ${condition}`,
          })
          const fetch = async () => {
            const { result, path } = await phone.downloader.download(url).then((fetched) => {
              return { result: fetched, path: fetched.filePath ?? '' }
            })
            expectBytes(phone.host.simulate.readFile(path), fileBytes(size))
            return { result, path }
          }
          const { path } = await fetch()
          steps.length = 0
          const second = await fetch()
          const third = await fetch()
          const seen = bench.requests.map(({ status, headers }) => [status, headers[condition] !== undefined])
          if (isPassed(knob)) {
            expect(seen).toEqual([
              [200, false],
              [304, true],
            ])
            expect([second, third].map((fetched) => fetched.path)).toEqual([path, path])
            expect(second.result).toMatchObject({ fromCache: true, attempts: 1 })
            expect(third.result).toMatchObject({ fromCache: true, attempts: 0 })
            const ours = steps.filter((step) => step.includes('/cache/'))
            expect(ours).toEqual(['append user/miniferry/cache/miniferry-index.jsonl'])
          } else {
            expect(seen).toEqual([
              [200, false],
              [304, true],
              [200, false],
              [200, false],
            ])
            expect(second.result).toMatchObject({ fromCache: false, attempts: 1 })
            expect(await phone.downloader.cache.size()).toBeLessThanOrEqual(100_000)
          }
          // Nothing is left of the host's empty file.
          expect(phone.files().filter((file) => !file.startsWith('user/miniferry/cache/'))).toEqual([])
        })
      }

      test(`has the new version where a 304 would be ${knob}`, async () => {
        const cache = { maxBytes: 100_000 }
        const phone = bench.phone({ knobs: { notModified: knob } }, { retry: 0, cache })
        const url = bench.server.url('/file', { size, changeAfter: 1, knob })
        await phone.downloader.download(url)
        const { filePath = '', fromCache } = await phone.downloader.download(url)
        expect(fromCache).toBe(false)
        expectBytes(phone.host.simulate.readFile(filePath), fileBytes(size, { seed: 1001 }))
        expect(bench.requests.map(({ status }) => status)).toEqual([200, 200])
      })
    }
  })

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
