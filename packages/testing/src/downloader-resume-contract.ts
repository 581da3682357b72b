import { describe, expect } from 'vitest'
import { createContractTest } from './contract-subject.js'
import { expectFiles, expectOnly, segmentSize, useBench } from './downloader-bench.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { settled } from './virtual-time.js'

const size = 1_500_000

/** Ranged requests over links that break. */
export function describeDownloaderResumeContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader over broken links`, () => {
    const bench = useBench(subject)
    const expectSpent = (failures: number): void => {
      expect(bench.bytesSent).toBeGreaterThanOrEqual(size)
      expect(bench.bytesSent).toBeLessThanOrEqual(size + failures * bench.largestRange)
    }
    const brokenCount = (): number => bench.requests.filter(({ closedEarly }) => closedEarly).length

    for (const via of ['downloadFile', 'request'] as const) {
      test(`fetches each byte once in a row of ranges, via ${via}`, async () => {
        const phone = bench.phone()
        const result = await bench.fetch(phone, { size }, { resume: { segmentSize, via } })
        expect(result).toMatchObject({ attempts: 1, resumedBytes: 0, filePath: phone.path('a.bin') })
        expect(bench.requests.length).toBeGreaterThan(2)
        expect(bench.requests.map(({ status }) => status)).toEqual(bench.requests.map(() => 206))
        expect(bench.bytesSent).toBe(size)
        expectOnly(phone, size)
      })

      test(`finishes over a link that breaks every 300 kB, via ${via}`, async () => {
        const phone = bench.phone()
        const link = `every-${subject.name}-${via}`
        const query = { size, breakEvery: 300_000, link }
        await bench.fetch(phone, query, { resume: { segmentSize, via } })
        expect(brokenCount()).toBeGreaterThan(3)
        expectSpent(brokenCount())
        expectOnly(phone, size)
      })
    }

    test('finishes 3 MB over a link that breaks every 300 kB, though three repetitions are the limit', async () => {
      const phone = bench.phone(
        {},
        { resume: { segmentSize, parallel: 1 }, retry: { limit: 3, minDelay: 1, maxDelay: 1 } },
      )
      const query = { size: 3_000_000, breakEvery: 300_000, link: `long-${subject.name}` }
      const { attempts } = await bench.fetch(phone, query)
      expect(attempts).toBeGreaterThan(4)
      expect(bench.bytesSent).toBeLessThanOrEqual(3_000_000 + brokenCount() * bench.largestRange)
      expectOnly(phone, 3_000_000)
    })

    test('goes on where sockets were destroyed before any answer', async () => {
      const phone = bench.phone()
      const { attempts } = await bench.fetch(phone, { size, failReset: 3 })
      expect(attempts).toBe(4)
      expect(bench.bytesSent).toBe(size)
      expectOnly(phone, size)
    })

    test('gives up where it never gets through, and leaves the old file', async () => {
      const phone = bench.phone()
      await expect(bench.fetch(phone, { size, failReset: 99 })).rejects.toMatchObject({ code: 'network' })
      expect(bench.requests).toHaveLength(4)
      await expectFiles(phone, ['user/a.bin'])
    })

    test('finishes where no answer is longer than 100 kB', async () => {
      const phone = bench.phone()
      const { attempts } = await bench.fetch(phone, { size: 600_000, reset: 270_000 })
      expect(attempts).toBeLessThan(5)
      expectOnly(phone, 600_000)
    })

    test('waits as long as Retry-After says, at most maxRetryAfter', async () => {
      const phone = bench.phone({}, { retry: { minDelay: 9999, jitter: 'none', maxRetryAfter: 3 } })
      const delays: unknown[] = []
      phone.downloader.on('retry', ({ delay, error }) => delays.push(delay, error.statusCode))
      const { attempts } = await bench.fetch(phone, { size, fail: 2, retryAfter: 7 })
      expect(attempts).toBe(3)
      expect(delays).toEqual([3, 503, 3, 503])
      expectOnly(phone, size)
    })

    test('goes on after a pause where it was', async () => {
      const phone = bench.phone()
      await phone.write('a.bin', 'old')
      const url = bench.server.url('/file', { size, rate: 3_000_000, pause: subject.name })
      const download = phone.downloader.download({ url, filePath: phone.path('a.bin'), progressInterval: 0 })
      await new Promise<void>((resolve) => {
        download.onProgressUpdate(({ totalBytesWritten }) => {
          if (totalBytesWritten > 500_000) resolve()
        })
      })
      download.pause()
      expect(download.state).toBe('paused')
      await settled()
      expect(bench.requests.every(({ isOver }) => isOver)).toBe(true)
      expect(phone.read('a.bin')).toHaveLength(3)
      const before = bench.requests.length
      download.resume()
      const { resumedBytes } = await download
      expect(resumedBytes).toBeGreaterThanOrEqual(segmentSize)
      expect(bench.requests[before]?.headers.range).toMatch(new RegExp(`^bytes=${resumedBytes}-`))
      expectSpent(1)
      expectOnly(phone, size)
    })

    describe('with four segments at a time', () => {
      const resume = { segmentSize, parallel: 4 }
      const expectFour = (): void => {
        const parallel = Math.max(...bench.requests.map((request) => request.parallel))
        expect(parallel).toBeLessThanOrEqual(4)
        expect(parallel).toBeGreaterThan(1)
      }

      for (const via of ['downloadFile', 'request'] as const) {
        test(`never asks for more than four, and appends them in order, via ${via}`, async () => {
          const phone = bench.phone()
          await bench.fetch(phone, { size: 3_000_000, delay: 3 }, { resume: { ...resume, via } })
          expectFour()
          expect(bench.bytesSent).toBe(3_000_000)
          expectOnly(phone, 3_000_000)
        })
      }

      test('finishes over a link that breaks', async () => {
        const phone = bench.phone()
        const query = { size, breakEvery: 700_000, link: `four-${subject.name}`, delay: 3 }
        await bench.fetch(phone, query, { resume })
        expectFour()
        expectSpent(brokenCount() * 4)
        expectOnly(phone, size)
      })

      test('keeps to four over several downloads at a time where concurrency is one', async () => {
        const phone = bench.phone({}, { concurrency: 1, resume })
        const ends = [1, 2, 3].map((seed) =>
          phone.downloader.download({
            url: bench.server.url('/file', { size: 700_000, seed, delay: 2 }),
            filePath: phone.path(`${seed}.bin`),
          }),
        )
        await Promise.all(ends)
        expectFour()
        expect(bench.bytesSent).toBe(3 * 700_000)
        expect(phone.files()).toEqual(['user/1.bin', 'user/2.bin', 'user/3.bin'])
      })
    })
  })
}
