import { describe, expect } from 'vitest'
import { type ContractRequest, createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectBytes } from './expect-bytes.js'
import { createPhone, filesBelow, openPhone, type Phone } from './phone.js'
import { createScriptedServer } from './scripted-server.js'
import { settled, useVirtualTime } from './virtual-time.js'

const size = 9_000_000
const key = 'course/12.mp4'

/** Files behind addresses that expire, over the simulated host of a platform. */
export function describeDownloaderAddressContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} downloader and addresses that expire`, () => {
    useVirtualTime()

    /** A server whose addresses are good for so many requests, an app that signs them, and what it was asked for. */
    const open = (requestsPerSignature: number, retry: object = { limit: 5, minDelay: 1, maxDelay: 1 }) => {
      const server = createScriptedServer({ sizeOf: () => size })
      const errors: (number | string | undefined)[] = []
      let signature = 0
      let left = 0
      const answer = (url: string, request: ContractRequest) => {
        const isGood = url.endsWith(`secret-${signature}`) && left > 0
        left -= 1
        return isGood ? server.answer(url, request) : { status: 403 }
      }
      const config = {
        retry,
        resume: { segmentSize: 1_000_000 },
        beforeAttempt({
          url,
          error,
        }: {
          url: string
          error: { statusCode: number | undefined; code: string } | undefined
        }) {
          errors.push(error?.statusCode ?? error?.code)
          signature += 1
          left = requestsPerSignature
          return Promise.resolve({ url: `${url}?signature=secret-${signature}` })
        },
      }
      const phone = createPhone(subject, { fetch: subject.createScriptedFetch(answer) }, config)
      return { server, errors, config, phone }
    }
    const requestOf = (phone: Phone) => ({
      url: 'https://example.com/12.mp4',
      key,
      filePath: phone.path('12.mp4'),
    })
    const expectArrived = (phone: Phone, { server }: ReturnType<typeof open>): void => {
      expectBytes(phone.read('12.mp4'), server.bytesOf('12.mp4'))
      // Two segments may be under way where it is cut.
      expect(server.bytesGiven).toBeLessThanOrEqual(1.35 * size)
      expect(phone.files()).toEqual(['user/12.mp4'])
    }
    /** No word of an address is anywhere on the disk. */
    const expectNoSecret = ({ disk }: Phone): void => {
      for (const path of ['user', 'saved'].flatMap((area) => filesBelow(disk, area))) {
        if (path.endsWith('.jsonl')) expect(new TextDecoder().decode(disk.read(path))).not.toContain('secret')
      }
    }

    for (const count of [1, 2, 3]) {
      test(`brings a file whose address is good for ${count} requests, and asks for a fresh one each time`, async () => {
        const scene = open(count)
        const { phone, errors } = scene
        const result = await phone.downloader.download(requestOf(phone))
        expect(result.attempts).toBe(errors.length)
        expect(errors.length).toBeGreaterThan(1)
        expect(errors).toEqual([undefined, ...errors.slice(1).map(() => 403)])
        expectArrived(phone, scene)
      })
    }

    test('goes on after a pause in which the address has expired', async () => {
      const scene = open(4)
      const { phone } = scene
      const download = phone.downloader.download(requestOf(phone))
      for (let turn = 0; turn < 200 && scene.server.asked.length < 2; turn += 1) await settled()
      download.pause()
      expectNoSecret(phone)
      download.resume()
      await download
      expectArrived(phone, scene)
    })

    test('goes on in the next run of the app, with an address of that run', async () => {
      const scene = open(4)
      const first = scene.phone
      first.downloader.download({ ...requestOf(first), meta: { courseId: 12 } }).catch(() => undefined)
      await new Promise<void>((resolve) => {
        scene.server.settings.onRequest = () => {
          if (scene.server.asked.length === 2) resolve()
        }
      })
      expectNoSecret(first)
      const phone = openPhone(subject, first.host.simulate.kill(), first.disk, scene.config)
      const [restored] = await phone.downloader.restore()
      expect(restored?.meta).toEqual({ courseId: 12 })
      const result = await restored
      expect(result?.resumedBytes).toBeGreaterThan(0)
      expectArrived(phone, scene)
    })

    test('goes on with a fresh url of the same key after the old one was refused for good', async () => {
      const scene = open(3, { limit: 0 })
      const { phone, config } = scene
      const { beforeAttempt, ...plain } = config
      const signed = openPhone(subject, phone.host, phone.disk, plain)
      const sign = async (): Promise<string> =>
        (await beforeAttempt({ url: 'https://example.com/12.mp4', error: undefined })).url
      const request = requestOf(signed)
      await expect(signed.downloader.download({ ...request, url: await sign() })).rejects.toMatchObject({
        statusCode: 403,
      })
      let result: { resumedBytes: number } | undefined
      for (let round = 0; round < 9 && result === undefined; round += 1) {
        result = await signed.downloader.download({ ...request, url: await sign() }).catch(() => undefined)
      }
      expect(result?.resumedBytes).toBeGreaterThan(0)
      expectArrived(signed, scene)
    })
  })

  describe(`${subject.name} downloader into a directory`, () => {
    useVirtualTime()

    test('writes nothing outside of it, whatever the server calls the file', async () => {
      const names = [
        '../../x.bin',
        '/x.bin',
        '..',
        '.',
        '',
        'a\u0000b',
        '.hidden',
        'x'.repeat(400),
        '报告.pdf',
        '😀.png',
        'con',
      ]
      let count = 0
      const fetch = subject.createScriptedFetch(() => {
        const name = names[count % names.length] ?? ''
        count += 1
        return {
          headers: { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
          chunks: [{ bytes: 10 }],
        }
      })
      const phone = createPhone(subject, { fetch }, {})
      const directory = phone.path('courses')
      const results = await Promise.all(
        names.map((_, index) =>
          phone.downloader.download({ url: `https://example.com/${index}`, directory, resume: false }),
        ),
      )
      const files = phone.files()
      expect(files).toHaveLength(names.length)
      expect(files.every((path) => /^user\/courses\/[^/.][^/]*$/.test(path))).toBe(true)
      expect(new Set(results.map(({ fileName }) => fileName)).size).toBe(names.length)
    })
  })
}
