import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectFiles, expectOld, expectOnly, segmentSize, useDownloaderScene } from './downloader-scene.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { createPhone } from './phone.js'

const mebibyte = 1024 * 1024
const size = 1_000_000
const freeBytes = 400_000

/** What a host does not allow ends early, by its name, and leaves nothing. */
export function describeDownloaderLimitsContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader and the limits of the host`, () => {
    const scene = useDownloaderScene(subject)

    for (const resume of [
      { segmentSize },
      { segmentSize, parallel: 4 },
      { segmentSize, via: 'request' as const },
      false,
    ]) {
      const words = JSON.stringify(resume)

      test(`refuses a file that is too large before its bytes are spent, ${words}`, async () => {
        const sent: string[] = []
        const phone = createPhone(subject, {
          fetch: subject.createScriptedFetch((_url, { headers }) => {
            const range = /^bytes=0-(\d+)$/.exec(headers.Range ?? headers.range ?? '')?.[1]
            sent.push(range ?? 'whole')
            const total = subject.limitBytes + 1
            return {
              status: range === undefined ? 200 : 206,
              headers: {
                ETag: '"one"',
                'Content-Length': String(range === undefined ? total : Number(range) + 1),
                ...(range && { 'Content-Range': `bytes 0-${range}/${total}` }),
              },
              chunks: [{ bytes: 1000 }],
              never: true,
            }
          }),
        })
        await phone.write('a.bin', 'old')
        const request = { url: 'https://example.com/a', filePath: phone.path('a.bin'), resume }
        const refusal = { code: 'too-large', retryable: false }
        await expect(phone.downloader.download(request)).rejects.toMatchObject(refusal)
        expect(sent).toHaveLength(1)
        await expectOld(phone)
        expect(phone.host.simulate.tasks).toEqual([])
      })

      test(`fails as storage-full on a full disk, and leaves the old file, ${words}`, async () => {
        const phone = scene.phone()
        await phone.write('a.bin', 'old')
        phone.host.simulate.fillDisk(freeBytes)
        await expect(scene.fetch(phone, { size }, { resume })).rejects.toMatchObject({ code: 'storage-full' })
        expect(new TextDecoder().decode(phone.read('a.bin'))).toBe('old')
        // A temporary file that fits nowhere cannot be moved to where it could be removed: the host clears it.
        const isRemovable = (path: string): boolean => (phone.disk.stat(path)?.size ?? 0) < freeBytes
        await expectFiles(phone, ['user/a.bin'], isRemovable)
        phone.host.simulate.fillDisk(Number.POSITIVE_INFINITY)
        await scene.fetch(phone, { size }, { resume })
        expectBytes(phone.read('a.bin'), fileBytes(size))
      })
    }

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
