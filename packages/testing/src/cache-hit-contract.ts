import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect } from 'vitest'
import { cacheFolder } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { useDownloaderScene } from './downloader-scene.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { filesBelow, type Phone } from './phone.js'

const size = 50_000
const cache = { maxBytes: 1_000_000 }
/** What hosts make of a 304: those that pass it on, and those that hide it. */
const notModified = ['passed', 'passed-without-file', 'failed', 'empty-success'] as const

/** What a hit costs, and hosts that tell of a 304 and those that do not. */
export function describeCacheHitContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a server`, () => {
    const scene = useDownloaderScene(subject)
    const address = (query: Readonly<Record<string, string | number>> = {}): string =>
      scene.server.url('/file', { size, header: 'Cache-Control:max-age=60', ...query })
    const createPhone = (): Phone => scene.phone({}, { retry: 0, cache })
    const fetch = async (phone: Phone, request: DownloadRequest | string) => {
      const result = await phone.downloader.download(request)
      return { result, path: result.path, bytes: phone.at(result.path) }
    }
    const kept = (phone: Phone): string[] =>
      filesBelow(phone.disk, cacheFolder).filter((path) => !/index\.jsonl~?$/.test(path))

    test('keeps a file, and hands it out again for one stat of the host and no request', async () => {
      const phone = createPhone()
      const first = await fetch(phone, address())
      expect(first.result).toMatchObject({ fromCache: false, attempts: 1 })
      expectBytes(first.bytes, fileBytes(size))
      const { calls } = phone.host.simulate
      const before = calls.length
      const { result, path, bytes } = await fetch(phone, address())
      expect(calls.slice(before).map(({ api }) => api)).toEqual(['FileSystemManager.stat'])
      expect(result).toMatchObject({ fromCache: true, attempts: 0, resumedBytes: 0 })
      expect(path).toBe(first.path)
      expectBytes(bytes, fileBytes(size))
      expect(scene.requests).toHaveLength(1)
      expect(kept(phone)).toHaveLength(1)
    })

    test('hands it out in the next run of the app, and where there is no network', async () => {
      const phone = createPhone()
      const { path } = await fetch(phone, address())
      const next = scene.phone({ disk: phone.disk }, { cache })
      next.host.simulate.network('none')
      const again = await fetch(next, `${address()}#a-fragment`)
      expect(again.result).toMatchObject({ fromCache: true, path })
      expectBytes(again.bytes, fileBytes(size))
      expect(scene.requests).toHaveLength(1)
    })

    for (const knob of notModified) {
      for (const [condition, query] of [
        ['if-none-match', {}],
        ['if-modified-since', { etag: 'no' }],
      ] as const) {
        test(`has the right bytes where a 304 is ${knob}, asked with ${condition}`, async () => {
          const steps: string[] = []
          const disk = subject.createWatchedDisk(subject.createMemoryDisk(), ({ operation, path }) => {
            steps.push(`${operation} ${path}`)
          })
          const phone = scene.phone({ disk, knobs: { notModified: knob } }, { retry: 0, cache })
          const header304 = 'Cache-Control:max-age=60'
          const url = address({ header: 'Cache-Control:no-cache', header304, ...query })
          const results = []
          for (let times = 0; times < 3; times += 1) {
            const { result, bytes } = await fetch(phone, url)
            expectBytes(bytes, fileBytes(size))
            results.push(result)
            if (times === 0) steps.length = 0
          }
          const asked = scene.requests.map(({ status, headers }) => `${status} ${condition in headers}`)
          if (knob.startsWith('passed')) {
            expect(asked).toEqual(['200 false', '304 true'])
            expect(new Set(results.map(({ path }) => path)).size).toBe(1)
            expect(results.map(({ fromCache }) => fromCache)).toEqual([false, true, true])
            expect(results.map(({ attempts }) => attempts)).toEqual([1, 1, 0])
            const ours = steps.filter((step) => step.includes('/cache/'))
            expect(ours).toEqual(['append user/miniferry/cache/miniferry-index.jsonl'])
          } else {
            expect(asked).toEqual(['200 false', '304 true', '200 false', '200 false'])
            expect(results[1]).toMatchObject({ fromCache: false, attempts: 1 })
            expect(await phone.downloader.cache.size()).toBeLessThanOrEqual(cache.maxBytes)
          }
          // Nothing is left of the host's empty file.
          expect(phone.files().filter((file) => !file.startsWith(cacheFolder))).toEqual([])
        })
      }

      test(`has the new version where a 304 would be ${knob}`, async () => {
        const phone = scene.phone({ knobs: { notModified: knob } }, { retry: 0, cache })
        const url = scene.server.url('/file', { size, changeAfter: 1 })
        await fetch(phone, url)
        const { result, bytes } = await fetch(phone, url)
        expect(result.fromCache).toBe(false)
        expectBytes(bytes, fileBytes(size, { seed: 1001 }))
        expect(scene.statuses).toEqual([200, 200])
      })
    }
  })
}
