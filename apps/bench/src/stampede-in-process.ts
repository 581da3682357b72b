// The process of the stampedes, since random numbers and timers are replaced in it.
import { createDownloader, type RetryOptions } from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import { install } from '@sinonjs/fake-timers'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { report } from './in-process.js'
import {
  answerAt,
  countRequest,
  crowds,
  firstRequests,
  rules,
  type Stampede,
  type StampedeReport,
  simulateStampede,
} from './stampede.js'
import { createStubbedHost, type NativeDownloadFile } from './stubbed-host.js'

const clients = 100_000
/** Real downloaders are too large for all of them. */
const realClients = 500

/** Nobody gives up. */
const patient = { limit: Number.POSITIVE_INFINITY, connectLimit: Number.POSITIVE_INFINITY }
/** The downloader's defaults. That they are, the real downloaders show. */
const defaults = {
  minDelay: 1000,
  maxDelay: 30_000,
  factor: 2,
  jitter: 'full',
  maxRetryAfter: 300_000,
} as const

function seedRandom(): void {
  const generator = xoroshiro128plus(1)
  Math.random = () => uniformFloat64(generator)
}

/** The same as `simulateStampede`, with a real downloader for each client. */
async function driveStampede(within: number, retry: RetryOptions, retryAfter?: number): Promise<Stampede> {
  const clock = install({ toFake: ['setTimeout', 'clearTimeout'] })
  const perSecond: number[] = []
  let end = 0
  const downloadFile: NativeDownloadFile = ({ success }) => {
    countRequest(perSecond, clock.now)
    success({ tempFilePath: 'wxfile://tmp_1', ...answerAt(clock.now, retryAfter) })
    return {}
  }
  const platform = createPlatform(createStubbedHost(downloadFile) as object)
  for (const moment of firstRequests(realClients, within)) {
    setTimeout(() => {
      // The limit of running downloads is one for each phone.
      const phone = { ...platform, slots: { running: 0, waiting: new Set<() => void>() } }
      void createDownloader({ platform: phone, retry })
        .download({ url: 'https://example.com/file' })
        .then(() => {
          end = clock.now
        })
    }, moment)
  }
  while (clock.countTimers() > 0) {
    clock.next()
    // All that follows from it without any waiting, before anything else is due.
    await new Promise(setImmediate)
  }
  clock.uninstall()
  return { perSecond, end }
}

function simulate(
  count: number,
  within: number,
  { retry, retryAfter, first }: (typeof rules)[number],
): Stampede {
  seedRandom()
  const policy = { ...patient, ...defaults, ...retry }
  return simulateStampede(firstRequests(count, within), policy, retryAfter, first)
}

const stampedes = rules.map((rule) => crowds.map(({ within }) => simulate(clients, within, rule)))
let differences = 0
// The real ones are new, so none is cut.
for (const rule of rules.filter(({ first }) => first === undefined)) {
  const { retry, retryAfter } = rule
  for (const { within } of crowds) {
    const expected = simulate(realClients, within, rule)
    seedRandom()
    const real = await driveStampede(within, { ...patient, ...retry }, retryAfter)
    if (JSON.stringify(real) !== JSON.stringify(expected)) differences += 1
  }
}
report({ stampedes, realClients, differences } satisfies StampedeReport)
