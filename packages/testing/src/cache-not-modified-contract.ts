import { describe, expect } from 'vitest'
import { createContractTest } from './contract-subject.js'
import { expectBytes, useBench } from './downloader-bench.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'

const size = 20_000

/** What hosts make of a 304: those that pass it on, and those that hide it. */
const notModified = ['passed', 'passed-without-file', 'failed', 'empty-success'] as const
const isPassed = (knob: string): boolean => knob.startsWith('passed')

/** Asking a real server whether a file is still right, on hosts that say so and on those that do not. */
export function describeCacheNotModifiedContract(subject: DownloaderSubject): void {
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
}
