import { describe, expect } from 'vitest'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { expectFiles, expectOnly, segmentSize, useDownloaderScene } from './downloader-scene.js'
import { createPhone, openPhone, unfinishedOn } from './phone.js'
import { createScriptedServer } from './scripted-server.js'
import { settled } from './virtual-time.js'

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

    test('goes on where sockets were destroyed before any answer', async () => {
      const phone = scene.phone()
      expect(await scene.fetch(phone, { size, failReset: 3 })).toMatchObject({ attempts: 4 })
      expectSpent(0)
      expectOnly(phone, size)
    })

    test('gives up where it never gets through, and leaves the old file', async () => {
      const phone = scene.phone()
      await expect(scene.fetch(phone, { size, failReset: 99 })).rejects.toMatchObject({ code: 'network' })
      expect(scene.requests).toHaveLength(4)
      await expectFiles(phone, ['user/a.bin'])
    })

    test('finishes where each answer breaks after so many bytes, with smaller segments', async () => {
      const phone = scene.phone()
      const { attempts } = await scene.fetch(phone, { size: 600_000, reset: 270_000 })
      expect(attempts).toBeLessThan(5)
      expectOnly(phone, 600_000)
    })

    test('waits as long as Retry-After says, at most maxRetryAfter', async () => {
      const phone = scene.phone({}, { retry: { minDelay: 9999, jitter: 'none', maxRetryAfter: 3 } })
      const delays: unknown[] = []
      phone.downloader.on('retry', ({ delay, error }) => delays.push(delay, error.statusCode))
      expect(await scene.fetch(phone, { size, fail: 2, retryAfter: 7 })).toMatchObject({ attempts: 3 })
      expect(delays).toEqual([3, 503, 3, 503])
      expectOnly(phone, size)
    })

    test('goes on after a pause where it was', async () => {
      const phone = scene.phone()
      await phone.write('a.bin', 'old')
      const url = scene.server.url('/file', { size, rate: 3_000_000 })
      const download = phone.downloader.download({ url, filePath: phone.path('a.bin'), progressInterval: 0 })
      await new Promise<void>((resolve) => {
        download.onProgressUpdate(({ totalBytesWritten }) => {
          if (totalBytesWritten > 500_000) resolve()
        })
      })
      download.pause()
      expect(download.state).toBe('paused')
      await settled()
      expect(scene.requests.every(({ isOver }) => isOver)).toBe(true)
      expect(phone.read('a.bin')).toHaveLength(3)
      const before = scene.requests.length
      download.resume()
      const { resumedBytes } = await download
      expect(resumedBytes).toBeGreaterThanOrEqual(segmentSize)
      expect(scene.requests[before]?.headers.range).toMatch(new RegExp(`^bytes=${resumedBytes}-`))
      expectSpent(1)
      expectOnly(phone, size)
    })
  })

  describe(`${subject.name} downloader and parts that are kept`, () => {
    const url = 'https://example.com/a.bin'
    const config = { resume: { segmentSize: 50_000 }, retry: 0 }
    /** A server that answers so after the second segment. */
    const open = (fault: { status: number } | { never: true }) => {
      const server = createScriptedServer({ sizeOf: () => 300_000 })
      const { settings } = server
      settings.onRequest = () => {
        if (server.asked.length === 2) settings.fault = { chunks: [{ bytes: 100 }], ...fault }
      }
      const phone = createPhone(subject, { fetch: subject.createScriptedFetch(server.answer) }, config)
      return { server, phone, request: { url, filePath: phone.path('a.bin') } }
    }

    for (const status of [401, 403, 429, 500, 503]) {
      for (const isKilled of [false, true]) {
        test(`goes on from its part after ${status}, in ${isKilled ? 'the next' : 'the same'} run`, async () => {
          const { server, phone: first, request } = open({ status })
          await expect(first.downloader.download(request)).rejects.toMatchObject({ statusCode: status })
          server.settings.fault = undefined
          // Who is killed before it is noted begins it again.
          const isNoted = (): boolean => String([...unfinishedOn(first.disk).values()]).includes('"failed":')
          await expect.poll(isNoted).toBe(true)
          const phone = isKilled ? openPhone(subject, first.host.simulate.kill(), first.disk, config) : first
          expect(await phone.downloader.restore()).toEqual([])
          const result = await phone.downloader.download(request)
          expect(result.resumedBytes).toBeGreaterThan(0)
          expect(server.isFile(phone.read('a.bin'), 'a.bin')).toBe(true)
          expect(server.bytesGiven).toBe(300_000)
          expect(phone.files()).toEqual(['user/a.bin'])
        })
      }
    }

    test('leaves nothing of a download that is aborted, or refused for good', async () => {
      const { phone, request } = open({ status: 404 })
      await expect(phone.downloader.download(request)).rejects.toMatchObject({ statusCode: 404 })
      await expect.poll(() => phone.files()).toEqual([])
      const download = phone.downloader.download(request)
      download.abort()
      await expect(download).rejects.toMatchObject({ code: 'aborted' })
      await expect.poll(() => phone.files()).toEqual([])
    })

    test('goes on with the headers of a newer request after restore', async () => {
      const { server, phone: first, request } = open({ never: true })
      first.downloader.download({ ...request, header: { Authorization: 'old' } }).catch(() => undefined)
      await expect.poll(() => server.asked.length).toBe(3)
      server.settings.fault = undefined
      const phone = openPhone(subject, first.host.simulate.kill(), first.disk, config)
      phone.downloader.pause()
      const [restored] = await phone.downloader.restore()
      phone.downloader.resume()
      const newer = phone.downloader.download({ ...request, header: { Authorization: 'new' } })
      await Promise.all([restored, newer])
      expect(server.asked.at(-1)?.headers.authorization).toBe('new')
      expect(server.isFile(phone.read('a.bin'), 'a.bin')).toBe(true)
    })
  })
}
