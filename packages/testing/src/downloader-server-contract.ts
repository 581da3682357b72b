import { describe, expect } from 'vitest'
import { createContractTest } from './contract-subject.js'
import { expectOnly, segmentSize, useBench } from './downloader-bench.js'
import type { DownloaderSubject } from './downloader-subject.js'

const size = 1_500_000

/** Servers that do not do what a row of ranges needs, each with the way it ends: always with their bytes. */
export function describeDownloaderServerContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader with odd servers`, () => {
    const bench = useBench(subject)
    const statuses = (): number[] => bench.requests.map(({ status }) => status)
    const rangesAsked = (): number => bench.requests.filter(({ headers }) => headers.range).length
    /** One ranged request that was of no use, and the file in one. */
    const expectPlain = (first: number): void => {
      expect(statuses()).toEqual([first, 200])
      expect(rangesAsked()).toBe(1)
    }

    test('takes the whole file where ranges are ignored, in one request', async () => {
      const phone = bench.phone()
      expect(await bench.fetch(phone, { size, ranges: 'no' })).toMatchObject({ attempts: 1, statusCode: 200 })
      expect(statuses()).toEqual([200])
      expectOnly(phone, size)
    })

    test('takes the whole file where the host drops Range, in one request', async () => {
      const phone = bench.phone({ knobs: { downloadRange: 'dropped' } })
      await bench.fetch(phone, { size })
      expect(statuses()).toEqual([200])
      expectOnly(phone, size)
    })

    test('goes by ranges via request where downloads drop Range', async () => {
      const phone = bench.phone({ knobs: { downloadRange: 'dropped' } })
      await bench.fetch(phone, { size }, { resume: { segmentSize, via: 'request' } })
      expect(new Set(statuses())).toEqual(new Set([206]))
      expectOnly(phone, size)
    })

    test('asks for the whole file where a range is answered with 416', async () => {
      const phone = bench.phone()
      expect(await bench.fetch(phone, { size, rangeStatus: 416 })).toMatchObject({ attempts: 1 })
      expectPlain(416)
      expectOnly(phone, size)
    })

    test('downloads an empty file, and one of a single byte', async () => {
      for (const length of [0, 1]) {
        const phone = bench.phone()
        await bench.fetch(phone, { size: length })
        expectOnly(phone, length)
      }
    })

    test('downloads a file of exactly one segment in one request, even without validators', async () => {
      const phone = bench.phone()
      await bench.fetch(phone, { size: segmentSize, etag: 'no', lastModified: 'no' })
      expect(statuses()).toEqual([206])
      expectOnly(phone, segmentSize)
    })

    for (const parallel of [1, 4]) {
      describe(`with ${parallel} at a time`, () => {
        const resume = { segmentSize, parallel }

        test('takes the new version whole where the file changes and If-Range is honoured', async () => {
          const phone = bench.phone()
          await bench.fetch(phone, { size, changeAfter: 2 }, { resume })
          expect(statuses()).toContain(200)
          expectOnly(phone, size, 1001)
        })

        test('begins again where the file changes and If-Range is ignored', async () => {
          const phone = bench.phone()
          await bench.fetch(phone, { size, changeAfter: 2, ifRange: 'ignored' }, { resume })
          // Who gives another version in spite of If-Range is not asked for ranges again.
          expect(statuses().at(-1)).toBe(200)
          expectOnly(phone, size, 1001)
        })

        test('finishes where the nodes of a CDN disagree and honour If-Range', async () => {
          const phone = bench.phone()
          await bench.fetch(phone, { size, nodes: 2 }, { resume })
          expectOnly(phone, size)
        })

        test('finishes where the nodes of a CDN disagree and ignore If-Range', async () => {
          const phone = bench.phone()
          await bench.fetch(phone, { size, nodes: 2, ifRange: 'ignored' }, { resume })
          expectOnly(phone, size)
        })

        for (const lie of ['start', 'total', 'short', 'missing', 'end', 'whole']) {
          test(`is not taken in by a ranged answer that lies about ${lie}`, async () => {
            const phone = bench.phone()
            const download = bench.fetch(phone, { size, lie }, { resume })
            if (lie === 'total') {
              // Less than a total that was named for this version may be less than the file.
              await expect(download).rejects.toMatchObject({ code: 'integrity' })
              await bench.fetch(phone, { size, lie }, { resume: false })
            } else {
              await download
            }
            expect(statuses().at(-1)).toBe(200)
            expectOnly(phone, size)
          })
        }
      })
    }

    test('takes no compressed part for a part of the file', async () => {
      const phone = bench.phone()
      await bench.fetch(phone, { size, gzip: 'ranges' })
      expectPlain(206)
      expectOnly(phone, size)
    })

    test('unpacks a file that is compressed as a whole', async () => {
      const phone = bench.phone()
      await bench.fetch(phone, { size, gzip: 1 })
      expect(statuses()).toEqual([200])
      expectOnly(phone, size)
    })

    test('asks for the whole file where the tag is weak', async () => {
      const phone = bench.phone()
      await bench.fetch(phone, { size, etag: 'W/"weak"', lastModified: 'no' })
      expectPlain(206)
      expectOnly(phone, size)
    })

    test('asks for the whole file where there is no validator', async () => {
      const phone = bench.phone()
      await bench.fetch(phone, { size, etag: 'no', lastModified: 'no' })
      expectPlain(206)
      expectOnly(phone, size)
    })

    test('goes by the date where there is no tag', async () => {
      const phone = bench.phone()
      await bench.fetch(phone, { size, etag: 'no' })
      expect(new Set(statuses())).toEqual(new Set([206]))
      const conditions = bench.requests.slice(1).map(({ headers }) => headers['if-range'])
      expect(new Set(conditions)).toEqual(new Set(['Sat, 03 Jan 2026 08:00:00 GMT']))
      expectOnly(phone, size)
    })

    test('downloads without a length, in ranges and whole', async () => {
      for (const resume of [{ segmentSize }, false]) {
        const phone = bench.phone()
        await bench.fetch(phone, { size, length: 'no' }, { resume })
        expectOnly(phone, size)
      }
    })

    test('leaves a range that the app asks for to the app', async () => {
      const phone = bench.phone()
      const header = { Range: 'bytes=100-299' }
      const { statusCode } = await bench.fetch(phone, { size }, { header })
      expect(statusCode).toBe(206)
      expect(bench.bytesSent).toBe(200)
    })
  })
}
