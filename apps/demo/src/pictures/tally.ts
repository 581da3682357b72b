import type { Arrival } from './arrival.js'

/** What the cache was good for, since the app was started. */
export const emptyTally = {
  /** Pictures whose bytes did not have to come again. */
  hits: 0,
  misses: 0,
  /** Bytes of the hits. */
  savedBytes: 0,
}

export function count({ hits, misses, savedBytes }: typeof emptyTally, { origin, size }: Arrival) {
  const isMiss = origin === 'downloaded' || origin === 'passed'
  return isMiss
    ? { hits, misses: misses + 1, savedBytes }
    : { hits: hits + 1, misses, savedBytes: savedBytes + size }
}
