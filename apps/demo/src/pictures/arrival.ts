import type { Download, DownloadResult } from '../download-library.js'

/**
 * How a picture came: over the network, and kept (`downloaded`) or not (`passed`); from the cache, without a word to the server
 * (`cached`), after a 304 (`confirmed`), or out of date since the server could not be asked (`stale`).
 */
export type Origin = 'downloaded' | 'passed' | 'cached' | 'confirmed' | 'stale'

export type Arrival = ReturnType<typeof arrivalOf>

export function arrivalOf(download: Download, result: DownloadResult) {
  const { timing, tempFilePath = '' } = result
  return {
    origin: originOf(result),
    /** Bytes. */
    size: download.progress.totalBytesWritten,
    /** Milliseconds. */
    duration: timing.ended - timing.added,
    /** Of a picture that is not kept; empty for others. */
    tempFilePath,
  }
}

function originOf({ fromCache, isStale, attempts, filePath }: DownloadResult): Origin {
  if (!fromCache) return filePath === undefined ? 'passed' : 'downloaded'
  if (isStale) return 'stale'
  return attempts === 0 ? 'cached' : 'confirmed'
}
