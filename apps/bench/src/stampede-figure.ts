import type { RetryOptions } from '@miniferry/download-wechat'
import type { Figure } from './figure.js'
import { runInProcess } from './in-process.js'

/** Each is a phone with a downloader of its own. */
export const clients = 2000

/** Milliseconds that the server fails for. */
export const outage = 60_000

/** When the first requests come: at random moments of so many milliseconds. */
export const crowds = [
  { title: 'at random moments of the minute', within: outage },
  { title: 'all within one second', within: 1000 },
] as const

export interface StampedeRule {
  readonly title: string
  readonly retry: RetryOptions
  /** Seconds in the answers of the failure. */
  readonly retryAfter?: number
}

/** How they come again; what is not named is the downloader's default. */
export const rules: readonly StampedeRule[] = [
  { title: 'downloader', retry: {} },
  { title: 'downloader, and the server says `Retry-After: 20`', retry: {}, retryAfter: 20 },
  { title: 'backoff without jitter', retry: { jitter: 'none' } },
  { title: 'every second', retry: { factor: 1, jitter: 'none' } },
]

/** What the server saw: requests in each second, and when the last client had its file, in milliseconds. */
export interface Stampede {
  readonly perSecond: readonly number[]
  readonly end: number
}

const share = (requests: number): string => `${((requests / clients) * 100).toFixed(1)} %`
const most = (perSecond: readonly number[]): string => share(Math.max(...perSecond))

/** What a server sees that comes back after a minute. */
export const stampedeFigure: Figure = {
  name: 'stampede',
  title: `A server that fails for 60 seconds, and ${clients.toLocaleString('en')} clients: requests in a second, for each 100 clients`,
  async measure() {
    /** By rule, then by crowd. */
    const stampedes = await runInProcess<Stampede[][]>('stampede-in-process.ts')
    const header = crowds.flatMap(({ title }) => [`${title}: most when it is back`, 'all done after'])
    const failing = ({ perSecond }: Stampede): number[] => perSecond.slice(0, outage / 1000)
    return {
      rows: [
        ['clients come', ...header, 'most while it failed', 'requests of a client while it failed'],
        ...rules.map(({ title }, rule) => {
          const ofRule = stampedes[rule] ?? []
          const requests = (stampede: Stampede): number =>
            failing(stampede).reduce((sum, count) => sum + count, 0) / clients
          return [
            title,
            ...ofRule.flatMap(({ perSecond, end }) => [
              most(perSecond.slice(outage / 1000)),
              `${((end - outage) / 1000).toFixed(1)} s`,
            ]),
            ofRule.map((stampede) => most(failing(stampede))).join(' and '),
            ofRule.map((stampede) => requests(stampede).toFixed(1)).join(' and '),
          ]
        }),
      ],
      notes: [
        'Real downloaders on a fake clock, without a network: the same numbers each time. The server answers 503 while it fails, and every request at once from then on. Nobody gives up.',
      ],
    }
  },
}
