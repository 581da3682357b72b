import type { Arrival } from './arrival.js'

/** What the cache was good for, since the app was started. */
export interface Tally {
  /** Pictures whose bytes did not have to come again. */
  readonly hits: number
  readonly misses: number
  /** Bytes of the hits. */
  readonly savedBytes: number
}

export const emptyTally: Tally = { hits: 0, misses: 0, savedBytes: 0 }

export function count({ hits, misses, savedBytes }: Tally, { origin, size }: Arrival): Tally {
  const isMiss = origin === 'downloaded' || origin === 'passed'
  return isMiss
    ? { hits, misses: misses + 1, savedBytes }
    : { hits: hits + 1, misses, savedBytes: savedBytes + size }
}
