import type { RetryOptions } from '@miniferry/download-wechat'
import type { Stampede } from './stampede.js'

/** Milliseconds that the server fails for. */
export const outage = 60_000

/** When the clients come. */
export const stampedeCrowds = [
  { title: 'at random moments of the minute', within: outage },
  { title: 'all within one second', within: 1000 },
] as const

interface StampedeRule {
  readonly title: string
  readonly retry: RetryOptions
  readonly retryAfter?: number
}

/** How they come again; what is not named is the downloader's default. */
export const stampedeRules: readonly StampedeRule[] = [
  { title: 'downloader', retry: {} },
  { title: 'downloader, and the server says `Retry-After: 20`', retry: {}, retryAfter: 20 },
  { title: 'backoff without jitter', retry: { jitter: 'none' } },
  { title: 'every second', retry: { factor: 1, jitter: 'none' } },
]

/** What the process of the stampedes found. */
export interface StampedeReport {
  readonly clients: number
  /** By rule, then by crowd. */
  readonly stampedes: readonly (readonly Stampede[])[]
  /** Clients that give up with the default limit, by crowd. */
  readonly lost: readonly number[]
  readonly realClients: number
  /** Cases in which as many real downloaders did anything else. */
  readonly differences: number
}
