import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectOld, expectOnly, useDownloaderScene } from './downloader-scene.js'

const mebibyte = 1024 * 1024
const size = 1_000_000

/** What a host does not allow ends early, by its name, and leaves nothing. */
export function describeDownloaderLimitsContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader and the limits of the host`, () => {
    const scene = useDownloaderScene(subject)

    test('spends little of a real file of 12 MB that is too large', async () => {
      const phone = scene.phone()
      const download = scene.fetch(phone, { size: 12 * mebibyte })
      await expect(download).rejects.toMatchObject({ code: 'too-large' })
      expect(scene.bytesSent).toBeLessThanOrEqual(mebibyte)
      expect(scene.requests).toHaveLength(1)
      await expectOld(phone)
    })

    test('downloads plainly on a client that tells neither status nor headers', async () => {
      const phone = scene.phone({ clientVersion: '10.2.60' })
      expect(await scene.fetch(phone, { size })).not.toHaveProperty('statusCode')
      expect(scene.requests.map(({ status, headers }) => [status, headers.range])).toEqual([[200, undefined]])
      expectOnly(phone, size)
    })
  })
}
