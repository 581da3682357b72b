import type { PictureState } from '../pictures/picture-view.js'

/** The texts of the cache page. `#` stands for a number. */
export interface CacheMessages {
  title: string
  hits: string
  misses: string
  saved: string
  budget: string
  loadAll: string
  loadAgain: string
  loading: string
  clear: string
  hint: string
  /** Where the client reports too little. */
  nothingKept: string
  /** On a picture. */
  states: Record<PictureState, string>
  justNow: string
  secondsAgo: string
  minutesAgo: string
  hoursAgo: string
  daysAgo: string
  load: string
  pin: string
  unpin: string
  remove: string
}
