import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { DownloadRequest, ResumeOptions } from '@miniferry/download-core'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectFiles, expectOld, expectOnly, segmentSize, useDownloaderScene } from './downloader-scene.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { createPhone } from './phone.js'
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
  const hexOf = (algorithm: string): string => createHash(algorithm).update(fileBytes(size)).digest('hex')

  describe(`${subject.name} downloader and checksums`, () => {
    const scene = useDownloaderScene(subject)

    for (const [words, resume] of ways) {
      test(`accepts the right checksum of a file fetched ${words}, tries twice with a wrong one, and fails`, async () => {
        for (const [index, algorithm] of ['md5', 'sha256', 'sha512'].entries()) {
          const phone = scene.phone({}, { hashers, retry: 0 })
          const value = hexOf(algorithm)
          await scene.fetch(phone, { size }, { resume, checksum: { algorithm, value: value.toUpperCase() } })
          expectOnly(phone, size)
          const wrong = value.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
          const download = scene.fetch(phone, { size }, { resume, checksum: { algorithm, value: wrong } })
          await expect(download).rejects.toMatchObject({ code: 'integrity' })
          expect(scene.bytesSent).toBe((index + 1) * 3 * size)
          await expectOld(phone)
        }
      })
    }

    test('checks a temporary file as well, and removes a wrong one', async () => {
      const phone = scene.phone({}, { retry: 0 })
      const url = scene.server.url('/file', { size })
      const right = { algorithm: 'md5', value: hexOf('md5') }
      const { tempFilePath } = await phone.downloader.download({ url, checksum: right })
      expectBytes(phone.at(tempFilePath), fileBytes(size))
      const wrong = phone.downloader.download({ url, checksum: { algorithm: 'md5', value: '00' } })
      await expect(wrong).rejects.toMatchObject({ code: 'integrity' })
      await expectFiles(phone, [expect.any(String)])
    })
  })

  describe(`${subject.name} downloader and truncated bodies`, () => {
    useVirtualTime()
    const whole = fileBytes(1000)
    /** A server whose first bodies are cut, and a host that takes them for a success. */
    const open = (cuts: number) => {
      const asked: string[] = []
      const fetch = subject.createScriptedFetch((url) => {
        asked.push(url)
        return {
          headers: { 'Content-Length': '1000' },
          chunks: [{ bytes: asked.length > cuts ? whole : whole.subarray(0, 700) }],
        }
      })
      const phone = createPhone(subject, { fetch, knobs: { truncatedBody: 'success' } })
      const request: DownloadRequest = { url: 'https://example.com/a' }
      return { asked, phone, request, toPath: { ...request, filePath: phone.path('a.bin') } }
    }

    test('are found where the host takes them for a success, and the file is fetched again', async () => {
      for (const kind of ['request', 'toPath'] as const) {
        const scene = open(1)
        const { path } = await scene.phone.downloader.download(scene[kind])
        expectBytes(scene.phone.at(path), whole)
        expect(scene.phone.files()).toHaveLength(1)
        expect(scene.asked).toHaveLength(2)
      }
    })

    test('fail as integrity where there are only such, and leave the old file', async () => {
      const { phone, toPath } = open(99)
      await phone.write('a.bin', 'old')
      await expect(phone.downloader.download(toPath)).rejects.toMatchObject({ code: 'integrity' })
      await expectOld(phone)
    })
  })

  describe(`${subject.name} downloader and the file that was there`, () => {
    const scene = useDownloaderScene(subject)

    for (const [words, resume] of ways) {
      for (const renameExisting of ['replace', 'refuse']) {
        test(`replaces it with a whole one ${words}, where rename would ${renameExisting}`, async () => {
          const phone = scene.phone({ knobs: { renameExisting } })
          const seen = new Set<string>()
          phone.downloader.on('progress', ({ progress }) => {
            if (progress.progress !== 100)
              seen.add(Buffer.from(phone.read('a.bin') ?? []).toString('latin1', 0, 9))
          })
          await scene.fetch(phone, { size }, { resume, progressInterval: 0 })
          expect([...seen]).toEqual(['old'])
          expectOnly(phone, size)
        })

        test(`leaves it after an abort ${words}, where rename would ${renameExisting}`, async () => {
          const phone = scene.phone({ knobs: { renameExisting } })
          const off = phone.downloader.on('progress', ({ download, progress }) => {
            if (progress.totalBytesWritten > 300_000) download.abort()
          })
          const download = scene.fetch(phone, { size, rate: 20_000_000 }, { resume, progressInterval: 0 })
          await expect(download).rejects.toMatchObject({ code: 'aborted' })
          off()
          await expectOld(phone)
        })
      }

      test(`leaves it where the link breaks again and again ${words}`, async () => {
        const phone = scene.phone()
        const download = scene.fetch(phone, { size, reset: 20_000 }, { resume })
        await expect(download).rejects.toMatchObject({ code: 'network' })
        await expectOld(phone)
      })
    }
  })
}
