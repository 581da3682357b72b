import type { RetryOptions } from '@miniferry/download-wechat'
import { quickShare, retryDelay, toldDelay } from '../../../packages/core/src/downloader/retry.js'

/** Milliseconds that the server fails for. */
export const outage = 60_000

/** When the first requests come: at random moments of so many milliseconds. */
export const crowds = [
  { title: 'at random moments of the minute', within: outage },
  { title: 'all within one second', within: 1000 },
] as const

interface StampedeRule {
  readonly title: string
  readonly retry: RetryOptions
  /** Seconds in the answers of the failure. */
  readonly retryAfter?: number
  /** Share of the first delay: less where bytes came until the server failed. */
  readonly first?: number
}

/** How they come again; what is not named is the downloader's default. */
export const rules: readonly StampedeRule[] = [
  { title: 'downloader', retry: {} },
  { title: 'downloader, and the server says `Retry-After: 20`', retry: {}, retryAfter: 20 },
  { title: 'downloader, cut while bytes came', retry: {}, first: quickShare },
  { title: 'backoff without jitter', retry: { jitter: 'none' } },
  { title: 'every second', retry: { factor: 1, jitter: 'none' } },
]

/** What the server saw: requests in each second, and when the last client had its file, in milliseconds. */
export interface Stampede {
  readonly perSecond: readonly number[]
  readonly end: number
}

export interface StampedeReport {
  /** By rule, then by crowd. */
  readonly stampedes: readonly (readonly Stampede[])[]
  readonly realClients: number
  /** Cases in which as many real downloaders did anything else. */
  readonly differences: number
}

/** What a client is answered at this moment. */
export function answerAt(now: number, retryAfter: number | undefined) {
  if (now >= outage) return { statusCode: 200, header: {} }
  return { statusCode: 503, header: retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` } }
}

/** When each client makes its first request, in whole milliseconds from 1 on. Takes random numbers. */
export function firstRequests(clients: number, within: number): number[] {
  return Array.from({ length: clients }, () => 1 + Math.floor(Math.random() * (within - 1)))
}

/** Adds a request to the count of its second. */
export function countRequest(perSecond: number[], now: number): void {
  const second = Math.floor(now / 1000)
  while (perSecond.length <= second) perSecond.push(0)
  perSecond[second] = (perSecond[second] ?? 0) + 1
}

/** Lets a crowd come. A client is as small as can be; takes random numbers in the order of the requests. */
export function simulateStampede(
  requests: readonly number[],
  policy: Parameters<typeof retryDelay>[0],
  retryAfter: number | undefined,
  first = 1,
): Stampede {
  /** The clients that come in each millisecond, by the number of their failures. */
  const moments: number[][] = []
  const schedule = (moment: number, failures: number): void => {
    const clients = moments[moment]
    if (clients === undefined) moments[moment] = [failures]
    else clients.push(failures)
  }
  for (const moment of requests) schedule(moment, 0)
  const perSecond: number[] = []
  let end = 0
  for (let now = 0; now < moments.length; now += 1) {
    const { statusCode, header } = answerAt(now, retryAfter)
    // One that is due at once is added to these.
    for (const failures of moments[now] ?? []) {
      countRequest(perSecond, now)
      if (statusCode === 200) end = now
      else {
        // A server that says when to come back is left alone by the whole phone until then.
        const told = toldDelay(policy, header) ?? 0
        const minDelay = policy.minDelay * (failures === 0 ? first : 1)
        const delay = Math.max(told, retryDelay({ ...policy, minDelay }, failures + 1, header))
        schedule(now + Math.floor(delay), failures + 1)
      }
    }
    delete moments[now]
  }
  return { perSecond, end }
}
