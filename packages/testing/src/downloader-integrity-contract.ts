import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { ResumeOptions } from '@miniferry/download-core'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { describe, expect } from 'vitest'
import { createContractTest } from './contract-subject.js'
import { expectBytes, expectFiles, expectOld, expectOnly, segmentSize, useBench } from './downloader-bench.js'
import { createPhone, type DownloaderPhone } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'
import { useVirtualTime } from './virtual-time.js'

const size = 700_000
const ways: readonly [words: string, resume: false | ResumeOptions][] = [
  ['in ranges', { segmentSize }],
  ['in four ranges at a time', { segmentSize, parallel: 4 }],
  ['in one request', false],
]

/** A file that is not what it has to be is never handed out, and what was at its path stays until the new one is whole. */
export function describeDownloaderIntegrityContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)
  const hashers = { sha256: () => sha256.create(), sha512: () => sha512.create() }

  describe(`${subject.name} downloader and checksums`, () => {
    const bench = useBench(subject)
    const hexOf = (algorithm: string): string => createHash(algorithm).update(fileBytes(size)).digest('hex')

    for (const [words, resume] of ways) {
      for (const algorithm of ['md5', 'sha256', 'sha512']) {
        test(`accepts the right ${algorithm} of a file fetched ${words}`, async () => {
          const phone = bench.phone({}, { hashers })
          const checksum = { algorithm, value: hexOf(algorithm).toUpperCase() }
          await bench.fetch(phone, { size }, { resume, checksum })
          expect(bench.bytesSent).toBe(size)
          expectOnly(phone, size)
        })

        test(`tries twice with the wrong ${algorithm} of a file fetched ${words}, then fails`, async () => {
          const phone = bench.phone({}, { hashers, retry: 0 })
          const checksum = {
            algorithm,
            value: hexOf(algorithm).replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
          }
          const download = bench.fetch(phone, { size }, { resume, checksum })
          await expect(download).rejects.toMatchObject({ code: 'integrity' })
          expect(bench.bytesSent).toBe(2 * size)
          await expectOld(phone)
        })
      }
    }

    test('finishes where only the second try is right', async () => {
      const phone = bench.phone()
      const checksum = {
        algorithm: 'md5',
        value: createHash('md5')
          .update(fileBytes(size, { seed: 1001 }))
          .digest('hex'),
      }
      const query = { size, changeAfter: 1 }
      expect(await bench.fetch(phone, query, { resume: false, checksum })).toMatchObject({ attempts: 1 })
      expectOnly(phone, size, 1001)
    })

    test('refuses an algorithm that nobody computes, before anything is sent', async () => {
      const phone = bench.phone()
      const download = bench.fetch(phone, { size }, { checksum: { algorithm: 'sha512', value: 'ab' } })
      await expect(download).rejects.toMatchObject({ code: 'invalid-argument' })
      expect(bench.requests).toEqual([])
      await expectOld(phone)
    })

    test('checks a temporary file as well, and removes a wrong one', async () => {
      const phone = bench.phone({}, { retry: 0 })
      const url = bench.server.url('/file', { size, kind: 'temporary' })
      const right = { algorithm: 'md5', value: hexOf('md5') }
      const { tempFilePath = '' } = await phone.downloader.download({ url, checksum: right })
      expectBytes(phone.host.simulate.readFile(tempFilePath), fileBytes(size))
      const wrong = phone.downloader.download({ url, checksum: { algorithm: 'md5', value: '00' } })
      await expect(wrong).rejects.toMatchObject({ code: 'integrity' })
      await expectFiles(phone, [expect.any(String)])
    })
  })

  describe(`${subject.name} downloader and truncated bodies`, () => {
    useVirtualTime()
    const whole = fileBytes(1000)
    const script = (cuts: number) => {
      let asked = 0
      const fetch = subject.createScriptedFetch(() => {
        asked += 1
        return {
          headers: { 'Content-Length': '1000' },
          chunks: [{ bytes: asked > cuts ? whole : whole.subarray(0, 700) }],
        }
      })
      return { fetch, times: () => asked }
    }

    for (const filePath of [true, false]) {
      const kind = filePath ? 'a file' : 'a temporary file'
      test(`are found where the host takes them for a success, and ${kind} is fetched again`, async () => {
        const bench = script(1)
        const phone = benchPhone(bench.fetch)
        const target = filePath && { filePath: phone.path('a.bin') }
        const result = await phone.downloader.download({ url: 'https://example.com/a', ...target })
        expectBytes(phone.host.simulate.readFile(result.filePath ?? result.tempFilePath ?? ''), whole)
        expect(phone.files()).toHaveLength(1)
        expect(bench.times()).toBe(2)
      })
    }

    test('fail as integrity where there are only such, and leave the old file', async () => {
      const phone = benchPhone(script(99).fetch)
      await phone.write('a.bin', 'old')
      const download = phone.downloader.download({
        url: 'https://example.com/a',
        filePath: phone.path('a.bin'),
      })
      await expect(download).rejects.toMatchObject({ code: 'integrity' })
      await expectOld(phone)
    })
  })

  function benchPhone(fetch: unknown): DownloaderPhone {
    return createPhone(subject, { fetch, knobs: { truncatedBody: 'success' } })
  }

  describe(`${subject.name} downloader and the file that was there`, () => {
    const bench = useBench(subject)

    for (const [words, resume] of ways) {
      for (const renameExisting of ['replace', 'refuse']) {
        test(`replaces it with a whole one ${words}, where rename would ${renameExisting}`, async () => {
          const phone = bench.phone({ knobs: { renameExisting } })
          const seen = new Set<string>()
          phone.downloader.on('progress', ({ progress }) => {
            if (progress.progress !== 100)
              seen.add(Buffer.from(phone.read('a.bin') ?? []).toString('latin1', 0, 9))
          })
          await bench.fetch(phone, { size }, { resume, progressInterval: 0 })
          expect([...seen]).toEqual(['old'])
          expectOnly(phone, size)
        })

        test(`leaves it after an abort ${words}, where rename would ${renameExisting}`, async () => {
          const phone = bench.phone({ knobs: { renameExisting } })
          const off = phone.downloader.on('progress', ({ download, progress }) => {
            if (progress.totalBytesWritten > 300_000) download.abort()
          })
          const query = { size, rate: 20_000_000 }
          const download = bench.fetch(phone, query, { resume, progressInterval: 0 })
          await expect(download).rejects.toMatchObject({ code: 'aborted' })
          off()
          await expectOld(phone)
        })
      }

      // A range that is refused is asked for without one, three times in all; 500 is tried four times.
      const counts = resume === false ? { 404: 1, 403: 1, 500: 4 } : { 404: 1, 403: 2, 500: 7 }
      for (const [name, count] of Object.entries(counts)) {
        const status = Number(name)
        test(`leaves it where the answer is ${status}, asked ${words}`, async () => {
          const phone = bench.phone()
          const download = bench.fetch(phone, { size, status }, { resume })
          await expect(download).rejects.toMatchObject({ code: 'http-status', statusCode: status })
          expect(bench.requests).toHaveLength(count)
          await expectOld(phone)
        })
      }

      test(`leaves it where the link breaks again and again ${words}`, async () => {
        const phone = bench.phone()
        const download = bench.fetch(phone, { size, reset: 20_000 }, { resume })
        await expect(download).rejects.toMatchObject({ code: 'network' })
        await expectOld(phone)
      })
    }

    test('leaves nothing of an error page where there was no file', async () => {
      const phone = bench.phone()
      const url = bench.server.url('/status/404')
      for (const target of [{ filePath: phone.path('a.bin') }, {}]) {
        const download = phone.downloader.download({ url, ...target })
        await expect(download).rejects.toMatchObject({ code: 'http-status', statusCode: 404 })
        await expectFiles(phone, [])
      }
    })
  })
}
