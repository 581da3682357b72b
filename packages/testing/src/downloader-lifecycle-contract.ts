import type { Download, DownloadRequest } from '@miniferry/download-core'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { type ContractHostOptions, createContractTest } from './contract-subject.js'
import { expectBytes } from './downloader-bench.js'
import { createPhone, type DownloaderPhone } from './downloader-phone.js'
import { createScriptedServer, type ScriptedServer } from './downloader-script.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'

const bytes = fileBytes(1_500_000)
const segmentSize = 64 * 1024
const kinds: readonly [words: string, resume: NonNullable<DownloadRequest['resume']>][] = [
  ['in ranges', { segmentSize }],
  ['in four ranges at a time', { segmentSize, parallel: 4 }],
  ['via request', { segmentSize, via: 'request' }],
  ['in one request', false],
]

/** What a user does with a phone never ends a download, and costs no attempt. All time is fake. */
export function describeDownloaderLifecycleContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)
  const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

  describe(`${subject.name} downloader on a phone in use`, () => {
    beforeEach(() => {
      vi.useFakeTimers()
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    for (const [words, resume] of kinds) {
      /** A phone that takes about seven seconds for the file. */
      const start = async (options: ContractHostOptions, request: Partial<DownloadRequest> = {}) => {
        const server = createScriptedServer({ bytes, etag: '"one"', pieceSize: 50_000, after: 250 })
        const phone = createPhone(subject, { ...options, fetch: subject.createScriptedFetch(server.answer) })
        await phone.write('a.bin', 'old')
        const filePath = phone.path('a.bin')
        const add = (): Download => {
          const download = phone.downloader.download({
            url: 'https://example.com/a',
            filePath,
            resume,
            ...request,
          })
          download.catch(() => undefined)
          return download
        }
        return { server, phone, add }
      }
      const expectDone = async (
        phone: DownloaderPhone,
        download: Download,
        server: ScriptedServer,
        cuts: number,
      ): Promise<void> => {
        await pass(120_000)
        expect(download.state).toBe('completed')
        expect(await download).toMatchObject({ attempts: 1 })
        expectBytes(phone.read('a.bin'), bytes)
        expect(phone.files()).toEqual(['user/a.bin'])
        const lengths = server.asked.map(({ start, end }) => end - start)
        const parallel = words.includes('four') ? 4 : 1
        expect(server.bytesGiven).toBeLessThanOrEqual(bytes.length + cuts * parallel * Math.max(...lengths))
      }

      for (const backgroundRule of ['fail', 'nothing']) {
        const knobs = subject.name === 'alipay' ? { backgroundRule } : {}
        if (subject.name === 'wechat' && backgroundRule === 'nothing') continue
        test(`goes on ${words} after a stay in the background, where that would ${backgroundRule}`, async () => {
          const { server, phone, add } = await start({ knobs })
          const download = add()
          await pass(2000)
          phone.host.simulate.background()
          await pass(60_000)
          expect(new TextDecoder().decode(phone.read('a.bin')?.slice(0, 3))).toMatch(
            download.state === 'completed' ? /./ : /^old$/,
          )
          phone.host.simulate.foreground()
          await expectDone(phone, download, server, 1)
        })
      }

      test(`goes on ${words} after three seconds in the background`, async () => {
        const { server, phone, add } = await start({})
        const download = add()
        await pass(2000)
        phone.host.simulate.background()
        await pass(3000)
        phone.host.simulate.foreground()
        await expectDone(phone, download, server, 0)
      })

      test(`goes on ${words} where a change of the network cancels all`, async () => {
        const knobs = { networkSwitch: 'fail' }
        const { server, phone, add } = await start({ device: 'ios', knobs })
        const download = add()
        await pass(2000)
        phone.host.simulate.network('4g')
        await pass(1000)
        phone.host.simulate.network('wifi')
        await expectDone(phone, download, server, 2)
      })

      test(`goes on ${words} after a time without a network`, async () => {
        const { server, phone, add } = await start({})
        const download = add()
        await pass(2000)
        phone.host.simulate.network('none')
        await pass(600_000)
        expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
        phone.host.simulate.network('4g')
        await expectDone(phone, download, server, 1)
      })

      test(`begins ${words} when the app is back, where it was added in the background`, async () => {
        const { server, phone, add } = await start({})
        // The first one makes the downloader watch.
        const first = phone.downloader.download('https://example.com/none')
        first.catch(() => undefined)
        first.abort()
        await pass(1)
        phone.host.simulate.background()
        await pass(10_000)
        const download = add()
        await pass(60_000)
        expect(download).toMatchObject({ state: 'waiting', waitingFor: 'foreground', attempts: 0 })
        phone.host.simulate.foreground()
        await expectDone(phone, download, server, 0)
      })

      test(`begins ${words} when there is a network, where there was none`, async () => {
        const { server, phone, add } = await start({})
        phone.host.simulate.network('none')
        const download = add()
        await pass(600_000)
        expect(download.waitingFor).toBe('network')
        phone.host.simulate.network('wifi')
        await expectDone(phone, download, server, 0)
      })

      test(`waits for Wi-Fi ${words}, before and midway`, async () => {
        const { server, phone, add } = await start({}, { network: 'wifi' })
        phone.host.simulate.network('4g')
        const download = add()
        await pass(60_000)
        expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
        expect(server.asked).toEqual([])
        phone.host.simulate.network('wifi')
        await pass(2000)
        phone.host.simulate.network('4g')
        await pass(60_000)
        expect(download).toMatchObject({ state: 'waiting', waitingFor: 'network' })
        const { bytesGiven } = server
        await pass(60_000)
        expect(server.bytesGiven).toBe(bytesGiven)
        phone.host.simulate.network('wifi')
        await expectDone(phone, download, server, 1)
      })

      test(`goes on ${words} through everything at once`, async () => {
        const knobs = { networkSwitch: 'fail' }
        const { server, phone, add } = await start({ device: 'ios', knobs })
        const download = add()
        await pass(1500)
        phone.host.simulate.background()
        await pass(6000)
        phone.host.simulate.network('none')
        await pass(6000)
        phone.host.simulate.foreground()
        await pass(6000)
        phone.host.simulate.network('4g')
        await pass(700)
        phone.host.simulate.network('wifi')
        await pass(700)
        phone.host.simulate.background()
        phone.host.simulate.foreground()
        await expectDone(phone, download, server, 4)
      })
    }
  })
}
