import { createDownloader, createPlatform, type RetryOptions } from '@miniferry/download-wechat'
import { createPeerHost } from './peer-host.js'
import { answerOf, type Crowd, firstRequests, type Stampede } from './stampede.js'
import type { NativeDownloadFile } from './stubbed-downloads.js'
import { createVirtualClock } from './virtual-clock.js'

/** The same as `simulateStampede`, with a real downloader for each client. Takes over the timers of the process. */
export async function driveStampede(crowd: Crowd, retry: RetryOptions): Promise<Stampede> {
  const clock = createVirtualClock()
  const perSecond: number[] = []
  let end = 0
  let lost = 0
  const downloadFile: NativeDownloadFile = ({ success }) => {
    const second = Math.floor(clock.now / 1000)
    while (perSecond.length <= second) perSecond.push(0)
    perSecond[second] = (perSecond[second] ?? 0) + 1
    success({ tempFilePath: 'wxfile://tmp_1', ...answerOf(crowd, clock.now) })
    return {}
  }
  Object.assign(globalThis, { setTimeout: clock.schedule, clearTimeout: clock.cancel })
  const platform = createPlatform(createPeerHost(downloadFile))
  for (const moment of firstRequests(crowd)) {
    clock.schedule(() => {
      // The limit of running downloads is one for each phone.
      const phone = { ...platform, slots: { running: 0, waiting: new Set<() => void>() } }
      createDownloader({ platform: phone, retry })
        .download({ url: 'https://example.com/file' })
        .then(
          () => {
            end = clock.now
          },
          () => {
            lost += 1
          },
        )
    }, moment)
  }
  while (clock.step()) {
    // All that follows from it without any waiting, before anything else is due.
    await new Promise(setImmediate)
  }
  return { perSecond, end, lost }
}
