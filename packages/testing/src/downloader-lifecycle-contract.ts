import type { Download, DownloadRequest } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import {
  type ContractHost,
  type ContractHostOptions,
  createContractTest,
  type DownloaderSubject,
} from './contract-subject.js'
import { createPhone } from './phone.js'
import { createScriptedServer } from './scripted-server.js'
import { useFakeClock } from './virtual-time.js'

const segmentSize = 64 * 1024
const cancelling: ContractHostOptions = { device: 'ios', knobs: { networkSwitch: 'fail' } }
/** A row of ranges has its next one under way while the last one ends. */
const kinds: readonly [words: string, resume: NonNullable<DownloadRequest['resume']>, underWay: number][] = [
  ['in ranges', { segmentSize }, 2],
  ['in four ranges at a time', { segmentSize, parallel: 4 }, 4],
  ['via request', { segmentSize, via: 'request' }, 2],
  ['in one request', false, 1],
]

/**
 * What a user does with a phone: events, each with the milliseconds that pass then, and `!` where the download has to wait for
 * the network (`n`) or the foreground (`f`); the transfers that they may cost, and the host on which it is.
 */
const stories: readonly [
  words: string,
  events: string,
  cuts: number,
  options?: ContractHostOptions,
  request?: Partial<DownloadRequest>,
][] = [
  ['goes on WAY after a minute in the background', 'add 2000, background 60000, foreground 0', 1],
  ['goes on WAY after three seconds in the background', 'add 2000, background 3000, foreground 0', 0],
  ['goes on WAY where a change of the network cancels all', 'add 2000, 4g 1000, wifi 0', 2, cancelling],
  ['goes on WAY after a time without a network', 'add 2000, none 600000 !n, 4g 0', 1],
  ['begins WAY when the app is back, where it was not', 'background 10000, add 60000 !f, foreground 0', 0],
  ['begins WAY when there is a network, where there was none', 'none 0, add 600000 !n, wifi 0', 0],
  [
    'waits for Wi-Fi WAY, before and midway',
    '4g 0, add 60000 !n, wifi 2000, 4g 60000 !n, wifi 0',
    1,
    {},
    { network: 'wifi' },
  ],
  [
    'goes on WAY through everything at once',
    'add 1500, background 6000, none 6000, foreground 6000, 4g 700, wifi 700, background 0, foreground 0',
    4,
    cancelling,
  ],
]

/** What a user does with a phone never ends a download, and costs no attempt. All time is fake. */
export function describeDownloaderLifecycleContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)
  const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
  const happen = ({ simulate }: ContractHost, event: string): void => {
    if (event === 'background' || event === 'foreground') simulate[event]()
    else simulate.network(event as 'wifi' | '4g' | 'none')
  }
  // What the background does to a download: Alipay's is not known.
  const rules = subject.name === 'alipay' ? ['fail', 'nothing'] : ['fail']

  describe(`${subject.name} downloader on a phone in use`, () => {
    useFakeClock()

    for (const [way, resume, underWay] of kinds) {
      for (const [words, events, cuts, options = {}, more] of stories) {
        for (const backgroundRule of words.includes('a minute in') ? rules : ['fail']) {
          const suffix = backgroundRule === 'fail' ? '' : `, where that would do ${backgroundRule}`
          test(words.replace('WAY', way) + suffix, async () => {
            const server = createScriptedServer({
              sizeOf: () => 1_500_000,
              pieceSize: 50_000,
              pieceAfter: 250,
            })
            const knobs = { ...options.knobs, ...(subject.name === 'alipay' && { backgroundRule }) }
            const fetch = subject.createScriptedFetch(server.answer)
            const phone = createPhone(subject, { ...options, knobs, fetch })
            await phone.write('a.bin', 'old')
            if (events.startsWith('background')) {
              // The first one makes the downloader watch.
              const first = phone.downloader.download('https://example.com/none')
              first.catch(() => undefined)
              first.abort()
              await pass(1)
            }
            const before = server.bytesGiven
            let download: Download | undefined
            for (const moment of events.split(', ')) {
              const [event = '', milliseconds, wait] = moment.split(' ')
              if (event === 'add') {
                const filePath = phone.path('a.bin')
                download = phone.downloader.download({
                  url: 'https://example.com/a',
                  filePath,
                  resume,
                  ...more,
                })
                download.catch(() => undefined)
              } else happen(phone.host, event)
              await pass(Number(milliseconds))
              if (download?.state !== 'completed') {
                expect(new TextDecoder().decode(phone.read('a.bin'))).toBe('old')
              }
              if (wait === undefined) continue
              const waitingFor = wait === '!n' ? 'network' : 'foreground'
              expect(download).toMatchObject({ state: 'waiting', waitingFor, attempts: 0 })
              const { bytesGiven } = server
              await pass(60_000)
              expect(server.bytesGiven).toBe(bytesGiven)
            }
            await pass(120_000)
            expect(download?.state).toBe('completed')
            expect(await download).toMatchObject({ attempts: 1 })
            expect(server.isFile(phone.read('a.bin'), 'a')).toBe(true)
            expect(phone.files()).toEqual(['user/a.bin'])
            const largest = Math.max(...server.asked.map(({ length }) => length))
            expect(server.bytesGiven - before).toBeLessThanOrEqual(1_500_000 + cuts * underWay * largest)
          })
        }
      }
    }
  })
}
