import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectOnly, segmentSize, useDownloaderScene } from './downloader-scene.js'

const size = 1_500_000

/** Ranged requests over links that break, and what a failed download keeps. */
export function describeDownloaderResumeContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader over broken links`, () => {
    const scene = useDownloaderScene(subject)
    const brokenCount = (): number => scene.requests.filter(({ closedEarly }) => closedEarly).length
    const expectSpent = (failures: number, length = size): void => {
      expect(scene.bytesSent).toBeGreaterThanOrEqual(length)
      expect(scene.bytesSent).toBeLessThanOrEqual(length + failures * scene.largestRange)
    }

    for (const via of ['downloadFile', 'request'] as const) {
      test(`fetches each byte once in a row of ranges, via ${via}`, async () => {
        const phone = scene.phone()
        const result = await scene.fetch(phone, { size }, { resume: { segmentSize, via } })
        expect(result).toMatchObject({ attempts: 1, resumedBytes: 0, filePath: phone.path('a.bin') })
        expect(scene.requests.length).toBeGreaterThan(2)
        expect(new Set(scene.statuses)).toEqual(new Set([206]))
        expectSpent(0)
        expectOnly(phone, size)
      })

      test(`finishes over a link that breaks every 300 kB, via ${via}`, async () => {
        const phone = scene.phone()
        await scene.fetch(phone, { size, breakEvery: 300_000 }, { resume: { segmentSize, via } })
        expect(brokenCount()).toBeGreaterThan(3)
        expectSpent(brokenCount())
        expectOnly(phone, size)
      })

      test(`never asks for more than four at a time, and appends them in order, via ${via}`, async () => {
        const phone = scene.phone()
        const length = 2_000_000
        await scene.fetch(phone, { size: length, delay: 3 }, { resume: { segmentSize, parallel: 4, via } })
        expect(Math.max(...scene.requests.map(({ parallel }) => parallel))).toBe(4)
        expectSpent(0, length)
        expectOnly(phone, length)
      })
    }

    test('finishes over a link that breaks more often than repetitions are allowed, since it gets on', async () => {
      const retry = { limit: 3, minDelay: 1, maxDelay: 1 }
      const phone = scene.phone({}, { resume: { segmentSize, parallel: 1 }, retry })
      const { attempts } = await scene.fetch(phone, { size, breakEvery: 200_000 })
      expect(attempts).toBeGreaterThan(4)
      expectSpent(brokenCount())
      expectOnly(phone, size)
    })

    test('finishes four segments at a time over a link that breaks', async () => {
      const phone = scene.phone()
      await scene.fetch(
        phone,
        { size, breakEvery: 700_000, delay: 3 },
        { resume: { segmentSize, parallel: 4 } },
      )
      expect(brokenCount()).toBeGreaterThan(0)
      expectSpent(brokenCount() * 4)
      expectOnly(phone, size)
    })

    test('keeps to four over several downloads at a time where concurrency is one', async () => {
      const phone = scene.phone({}, { concurrency: 1, resume: { segmentSize, parallel: 4 } })
      const ends = [1, 2, 3].map((seed) =>
        phone.downloader.download({
          url: scene.server.url('/file', { size: 700_000, seed, delay: 2 }),
          filePath: phone.path(`${seed}.bin`),
        }),
      )
      await Promise.all(ends)
      expect(Math.max(...scene.requests.map(({ parallel }) => parallel))).toBe(4)
      expectSpent(0, 3 * 700_000)
      expect(phone.files()).toEqual(['user/1.bin', 'user/2.bin', 'user/3.bin'])
    })

    test('finishes where each answer breaks after so many bytes, with smaller segments', async () => {
      const phone = scene.phone()
      const { attempts } = await scene.fetch(phone, { size: 600_000, reset: 270_000 })
      expect(attempts).toBeLessThan(5)
      expectOnly(phone, 600_000)
    })
  })
}
