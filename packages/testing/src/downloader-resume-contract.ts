import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectOnly, segmentSize, useDownloaderScene } from './downloader-scene.js'

const size = 1_500_000

/** Ranged requests, one after the other and several at a time. */
export function describeDownloaderResumeContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader and ranges`, () => {
    const scene = useDownloaderScene(subject)

    for (const via of ['downloadFile', 'request'] as const) {
      test(`fetches each byte once in a row of ranges, via ${via}`, async () => {
        const phone = scene.phone()
        const result = await scene.fetch(phone, { size }, { resume: { segmentSize, via } })
        expect(result).toMatchObject({ attempts: 1, resumedBytes: 0, filePath: phone.path('a.bin') })
        expect(scene.requests.length).toBeGreaterThan(2)
        expect(new Set(scene.statuses)).toEqual(new Set([206]))
        expect(scene.bytesSent).toBe(size)
        expectOnly(phone, size)
      })

      test(`never asks for more than four at a time, and appends them in order, via ${via}`, async () => {
        const phone = scene.phone()
        const length = 2_000_000
        await scene.fetch(phone, { size: length, delay: 3 }, { resume: { segmentSize, parallel: 4, via } })
        expect(Math.max(...scene.requests.map(({ parallel }) => parallel))).toBe(4)
        expect(scene.bytesSent).toBe(length)
        expectOnly(phone, length)
      })
    }

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
      expect(scene.bytesSent).toBe(3 * 700_000)
      expect(phone.files()).toEqual(['user/1.bin', 'user/2.bin', 'user/3.bin'])
    })
  })
}
