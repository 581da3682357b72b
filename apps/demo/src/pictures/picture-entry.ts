import type { CachedFile, Download, DownloadErrorCode } from '../download-library.js'
import type { Arrival } from './arrival.js'
import type { Picture } from './pictures.js'

/** A picture of the page while the app runs. */
export interface PictureEntry {
  readonly picture: Picture
  /** What the cache has of it. */
  readonly file: CachedFile | undefined
  /** Whether the cache had it, and gave it up for others. */
  readonly isEvicted: boolean
  /** While it is being loaded. */
  readonly download: Download | undefined
  /** How it came the last time that it was loaded in this run of the app. */
  readonly arrival: Arrival | undefined
  /** Why it did not. */
  readonly failure: DownloadErrorCode | undefined
}

/** A picture that nothing is known of yet. */
export function newEntry(picture: Picture): PictureEntry {
  return {
    picture,
    file: undefined,
    isEvicted: false,
    download: undefined,
    arrival: undefined,
    failure: undefined,
  }
}
