import type { CachedFile, Download, DownloadErrorCode } from '../download-library.js'
import type { Arrival } from './arrival.js'
import type { Picture } from './pictures.js'

export type PictureEntry = ReturnType<typeof newEntry>

/** A picture of the page while the app runs, of which nothing is known yet. */
export function newEntry(picture: Picture) {
  return {
    picture,
    /** What the cache has of it. */
    file: undefined as CachedFile | undefined,
    /** Whether the cache had it, and gave it up for others. */
    isEvicted: false,
    /** While it is being loaded. */
    download: undefined as Download | undefined,
    /** How it came the last time that it was loaded in this run of the app. */
    arrival: undefined as Arrival | undefined,
    /** Why it did not. */
    failure: undefined as DownloadErrorCode | undefined,
  }
}
