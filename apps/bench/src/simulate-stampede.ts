import { retryDelay } from '../../../packages/core/src/downloader/retry.js'
import { answerOf, type Crowd, firstRequests, type Stampede } from './stampede.js'

/** When clients come again. */
export type RetryRule = Parameters<typeof retryDelay>[0]

/**
 * Lets a crowd come. A client is as small as can be, the number of its failures; the delays are those of the downloader, by its own
 * code. Takes random numbers, in the order of the requests.
 */
export function simulateStampede(crowd: Crowd, rule: RetryRule): Stampede {
  /** The clients that come in each millisecond. */
  const moments: number[][] = []
  const schedule = (moment: number, failures: number): void => {
    const clients = moments[moment]
    if (clients === undefined) moments[moment] = [failures]
    else clients.push(failures)
  }
  for (const moment of firstRequests(crowd)) schedule(moment, 0)
  const perSecond: number[] = []
  let end = 0
  let lost = 0
  for (let now = 0; now < moments.length; now += 1) {
    const clients = moments[now] ?? []
    const second = Math.floor(now / 1000)
    perSecond[second] = (perSecond[second] ?? 0) + clients.length
    const { statusCode, header } = answerOf(crowd, now)
    for (const failures of clients) {
      if (statusCode === 200) end = now
      else if (failures >= rule.limit) lost += 1
      else schedule(now + Math.max(1, Math.ceil(retryDelay(rule, failures + 1, header))), failures + 1)
    }
    delete moments[now]
  }
  return { perSecond, end, lost }
}
