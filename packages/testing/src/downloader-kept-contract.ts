import { Buffer } from 'node:buffer'
import { describe, expect } from 'vitest'
import { type ContractHost, createContractTest } from './contract-subject.js'
import { expectBytes } from './downloader-bench.js'
import { createPhone, type DownloaderPhone, openPhone, unfinishedOn } from './downloader-phone.js'
import { createScriptedServer } from './downloader-script.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'

const bytes = fileBytes(300_000)
const segmentSize = 50_000
const url = 'https://example.com/a.bin'
const config = { resume: { segmentSize }, retry: 0 }

/** A download that failed for a reason that may pass keeps what it has, for the next one of the same, whenever the app is killed. */
export function describeDownloaderKeptContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  /** A server that is down after the first segments, until it is mended. */
  function createFailingServer(segments: number, status: number) {
    const server = createScriptedServer({ bytes, etag: '"one"' })
    let isDown = true
    return {
      server,
      mend() {
        isDown = false
      },
      answer: (...[address, request]: Parameters<typeof server.answer>) =>
        isDown && server.asked.length >= segments
          ? { status, chunks: [{ bytes: 100 }] }
          : server.answer(address, request),
    }
  }

  /** Fails, is asked for again, and finishes; the app is killed before one step on the disk. */
  async function live(step: number, renameExisting: string) {
    const memory = subject.createMemoryDisk()
    // An earlier run, so that the folders of the app are there.
    await createPhone(subject, { disk: memory }).write('a.bin', 'old')
    const { server, mend, answer } = createFailingServer(2, 503)
    let phone: DownloaderPhone | undefined
    let die = (_: ContractHost): void => undefined
    const death = new Promise<ContractHost>((resolve) => {
      die = resolve
    })
    const disk = subject.createWatchedDisk(memory, ({ index }) => {
      if (index !== step || phone === undefined) return
      die(phone.host.simulate.kill())
      throw new Error('killed')
    })
    const fetch = subject.createScriptedFetch(answer)
    phone = createPhone(subject, { disk, fetch, knobs: { renameExisting } }, config)
    const { downloader } = phone
    const filePath = phone.path('a.bin')
    const life = async (): Promise<undefined> => {
      await downloader.download({ url, filePath }).catch(() => undefined)
      mend()
      await downloader.download({ url, filePath })
      return undefined
    }
    const next = await Promise.race([death, life()])
    mend()
    return { next, server, disk, phone }
  }

  describe(`${subject.name} downloader and parts that are kept`, () => {
    for (const renameExisting of ['replace', 'refuse']) {
      test(`loses at most the segment in flight by a kill at any step, where rename would ${renameExisting}`, async () => {
        const faults: string[] = []
        let step = 0
        for (; ; step += 1) {
          const { next, server, disk, phone } = await live(step, renameExisting)
          if (next === undefined) {
            expectBytes(phone.read('a.bin'), bytes)
            expect(phone.files()).toEqual(['user/a.bin'])
            // The refused segment brought nothing.
            expect(server.bytesGiven).toBe(bytes.length)
            break
          }
          const later = openPhone(subject, next, disk, config)
          const restored = await later.downloader.restore()
          await Promise.all(
            restored.length > 0
              ? restored
              : [later.downloader.download({ url, filePath: later.path('a.bin') })],
          )
          const isRight = Buffer.compare(later.read('a.bin') ?? new Uint8Array(), bytes) === 0
          if (!isRight) faults.push(`${step}: other bytes`)
          // What has just come when the app is killed is lost, and a file that is there already may be asked for again.
          const most = 2 * bytes.length
          if (server.bytesGiven > most) faults.push(`${step}: ${server.bytesGiven} bytes`)
          if (later.files().join() !== 'user/a.bin') faults.push(`${step}: left behind ${later.files()}`)
        }
        expect(faults).toEqual([])
        expect(step).toBeGreaterThan(15)
      }, 30_000)
    }

    for (const status of [401, 403, 429, 500, 503]) {
      test(`goes on from its part after ${status}, in the same run and in the next`, async () => {
        for (const isKilled of [false, true]) {
          const { server, mend, answer } = createFailingServer(2, status)
          const first = createPhone(subject, { fetch: subject.createScriptedFetch(answer) }, config)
          const request = { url, filePath: first.path('a.bin') }
          await expect(first.downloader.download(request)).rejects.toMatchObject({ statusCode: status })
          mend()
          // Who is killed before it is noted begins it again.
          const isNoted = (): boolean => String([...unfinishedOn(first.disk).values()]).includes('"failed":')
          await expect.poll(isNoted).toBe(true)
          const phone = isKilled ? openPhone(subject, first.host.simulate.kill(), first.disk, config) : first
          expect(await phone.downloader.restore()).toEqual([])
          const result = await phone.downloader.download(request)
          expect(result.resumedBytes).toBeGreaterThan(0)
          expectBytes(phone.read('a.bin'), bytes)
          expect(server.bytesGiven).toBe(bytes.length)
          expect(phone.files()).toEqual(['user/a.bin'])
        }
      })
    }

    test('leaves nothing of a download that is aborted, or refused for good', async () => {
      const { answer } = createFailingServer(2, 404)
      const phone = createPhone(subject, { fetch: subject.createScriptedFetch(answer) }, config)
      const request = { url, filePath: phone.path('a.bin') }
      await expect(phone.downloader.download(request)).rejects.toMatchObject({ statusCode: 404 })
      await expect.poll(() => phone.files()).toEqual([])
      const download = phone.downloader.download(request)
      download.abort()
      await expect(download).rejects.toMatchObject({ code: 'aborted' })
      await expect.poll(() => phone.files()).toEqual([])
    })

    test('goes on with the headers of a newer request after restore', async () => {
      const server = createScriptedServer({ bytes, etag: '"one"' })
      const seen: (string | undefined)[] = []
      let isStuck = true
      const fetch = subject.createScriptedFetch((address, request) => {
        const { Authorization, authorization = Authorization } = request.headers
        seen.push(authorization)
        return isStuck && server.asked.length > 1 ? { never: true } : server.answer(address, request)
      })
      const first = createPhone(subject, { fetch }, config)
      const request = { url, filePath: first.path('a.bin') }
      first.downloader.download({ ...request, header: { Authorization: 'old' } }).catch(() => undefined)
      await expect.poll(() => seen.length).toBe(3)
      isStuck = false
      const phone = openPhone(subject, first.host.simulate.kill(), first.disk, config)
      phone.downloader.pause()
      const [restored] = await phone.downloader.restore()
      phone.downloader.resume()
      const newer = phone.downloader.download({ ...request, header: { Authorization: 'new' } })
      await Promise.all([restored, newer])
      expect(seen.at(-1)).toBe('new')
      expectBytes(phone.read('a.bin'), bytes)
    })
  })
}
