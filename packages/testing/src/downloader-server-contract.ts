import type { DownloadRequest, DownloadResult } from '@miniferry/download-core'
import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectOnly, segmentSize, useDownloaderScene } from './downloader-scene.js'

const size = 1_000_000

type Row = readonly [
  words: string,
  query: Readonly<Record<string, string | number>>,
  statuses: readonly number[] | 'ranges',
  request?: Partial<DownloadRequest>,
  knobs?: Readonly<Record<string, unknown>>,
]

/** What a row of ranges needs and a server or a host does not do, and the requests that it took. */
const rows: readonly Row[] = [
  ['takes the whole file where ranges are ignored, in one request', { ranges: 'no' }, [200]],
  [
    'takes the whole file where the host drops Range, in one request',
    {},
    [200],
    {},
    { downloadRange: 'dropped' },
  ],
  [
    'goes by ranges via request where downloads drop Range',
    {},
    'ranges',
    { resume: { segmentSize, via: 'request' } },
    { downloadRange: 'dropped' },
  ],
  ['asks for the whole file where a range is answered with 416', { rangeStatus: 416 }, [416, 200]],
  ['takes no compressed part for a part of the file', { gzip: 'ranges' }, [206, 200]],
  ['unpacks a file that is compressed as a whole', { gzip: 1 }, [200]],
  ['asks for the whole file where the tag is weak', { etag: 'W/"weak"', lastModified: 'no' }, [206, 200]],
  ['asks for the whole file where there is no validator', { etag: 'no', lastModified: 'no' }, [206, 200]],
  ['goes by the date where there is no tag', { etag: 'no' }, 'ranges'],
  ['downloads in ranges without a length', { length: 'no' }, 'ranges'],
  ['downloads whole without a length', { length: 'no' }, [200], { resume: false }],
  ['downloads an empty file', { size: 0 }, [416, 200]],
  ['downloads a file of a single byte', { size: 1 }, [206]],
  [
    'downloads a file of exactly one segment in one request, even without validators',
    { size: segmentSize, etag: 'no', lastModified: 'no' },
    [206],
  ],
]

/** Servers that do not do what a row of ranges needs, each with the way it ends: always with their bytes. */
export function describeDownloaderServerContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader with odd servers`, () => {
    const scene = useDownloaderScene(subject)

    for (const [words, query, statuses, request, knobs] of rows) {
      test(words, async () => {
        const phone = scene.phone({ ...(knobs && { knobs }) })
        const { attempts }: DownloadResult = await scene.fetch(phone, { size, ...query }, request)
        expect(attempts).toBe(1)
        if (statuses === 'ranges') expect(new Set(scene.statuses)).toEqual(new Set([206]))
        else expect(scene.statuses).toEqual(statuses)
        // After the first one, ranges are of one version.
        const ranged = scene.requests.slice(1).filter(({ headers }) => headers.range)
        const condition = query.etag === 'no' ? 'Sat, 03 Jan 2026 08:00:00 GMT' : expect.stringMatching(/^"/)
        expect(ranged.map(({ headers }) => headers['if-range'])).toEqual(ranged.map(() => condition))
        expectOnly(phone, Number(query.size ?? size))
      })
    }

    for (const parallel of [1, 4]) {
      const fetch = async (query: Readonly<Record<string, string | number>>, seed = 1): Promise<void> => {
        const phone = scene.phone()
        await scene.fetch(phone, { size, ...query }, { resume: { segmentSize, parallel } })
        expectOnly(phone, Number(query.size ?? size), seed)
      }

      for (const ifRange of ['honoured', 'ignored']) {
        test(`takes the new version whole where the file changes and If-Range is ${ifRange}, with ${parallel} at a time`, async () => {
          await fetch({ changeAfter: 2, ...(ifRange === 'ignored' && { ifRange }) }, 1001)
          // Who gives another version in spite of If-Range is not asked for ranges again.
          if (ifRange === 'ignored') expect(scene.statuses.at(-1)).toBe(200)
          else expect(scene.statuses).toContain(200)
        })

        test(`finishes where the nodes of a CDN disagree and If-Range is ${ifRange}, with ${parallel} at a time`, async () => {
          await fetch({ size: 1_500_000, nodes: 2, ...(ifRange === 'ignored' && { ifRange }) })
        })
      }

      for (const lie of ['start', 'short', 'missing', 'end', 'whole']) {
        test(`is not taken in by a ranged answer that lies about ${lie}, with ${parallel} at a time`, async () => {
          await fetch({ lie })
          expect(scene.statuses.at(-1)).toBe(200)
        })
      }

      test(`is not taken in by a ranged answer that lies about the total, with ${parallel} at a time`, async () => {
        // Less than a total that was named for this version may be less than the file.
        await expect(fetch({ lie: 'total' })).rejects.toMatchObject({ code: 'integrity' })
        const phone = scene.phone()
        await scene.fetch(phone, { size, lie: 'total' }, { resume: false })
        expectOnly(phone, size)
      })
    }
  })
}
