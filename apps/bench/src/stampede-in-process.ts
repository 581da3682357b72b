// The process of the stampedes, since random numbers and timers are replaced in it.
import { createDownloader } from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import { install } from '@sinonjs/fake-timers'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { report } from './in-process.js'
import { clients, crowds, outage, rules, type Stampede, type StampedeRule } from './stampede-figure.js'
import { createStubbedHost, type NativeDownloadFile } from './stubbed-host.js'

/** Nobody gives up. */
const patient = { limit: Number.POSITIVE_INFINITY, connectLimit: Number.POSITIVE_INFINITY }

/** Lets a crowd come, which makes its first requests within so many milliseconds. */
async function driveStampede(within: number, { retry, retryAfter }: StampedeRule): Promise<Stampede> {
  const generator = xoroshiro128plus(1)
  Math.random = () => uniformFloat64(generator)
  const clock = install({ toFake: ['setTimeout', 'clearTimeout'] })
  const perSecond: number[] = []
  let end = 0
  const downloadFile: NativeDownloadFile = ({ success }) => {
    const second = Math.floor(clock.now / 1000)
    perSecond[second] = (perSecond[second] ?? 0) + 1
    const header = retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }
    const failing = { statusCode: 503, header }
    success({ tempFilePath: 'wxfile://tmp_1', ...(clock.now < outage ? failing : { statusCode: 200 }) })
    return {}
  }
  const platform = createPlatform(createStubbedHost(downloadFile) as object)
  for (let client = 0; client < clients; client += 1) {
    setTimeout(() => {
      // The limit of running downloads is one for each phone.
      const phone = { ...platform, slots: { running: 0, waiting: new Set<() => void>() } }
      void createDownloader({ platform: phone, retry: { ...patient, ...retry } })
        .download({ url: 'https://example.com/file' })
        .then(() => {
          end = clock.now
        })
    }, Math.random() * within)
  }
  while (clock.countTimers() > 0) {
    clock.next()
    // All that follows from it without any waiting, before anything else is due.
    await new Promise(setImmediate)
  }
  clock.uninstall()
  return { perSecond: Array.from(perSecond, (count) => count ?? 0), end }
}

const stampedes: Stampede[][] = []
for (const rule of rules) {
  const ofRule: Stampede[] = []
  for (const { within } of crowds) ofRule.push(await driveStampede(within, rule))
  stampedes.push(ofRule)
}
report(stampedes)
