import { callSafely } from './binding/host.js'
import type { DownloadError } from './download-error.js'
import type { Download, DownloadResult } from './downloader/download.js'
import type { Downloader } from './downloader/downloader.js'
import type { DownloadRequest } from './downloader/request.js'

/** Several downloads as one: a promise of all their outcomes, in the order of the requests, that never rejects. */
export interface DownloadGroup extends Promise<readonly DownloadOutcome[]> {
  readonly downloads: readonly Download[]
  /** As of now. */
  readonly progress: GroupProgress
  pause(): void
  resume(): void
  abort(): void
  /** Calls `listener` as bytes arrive, and once for each that has ended. */
  onProgressUpdate(listener: (progress: GroupProgress) => void): void
  /** Removes `listener`, or all of them. */
  offProgressUpdate(listener?: (progress: GroupProgress) => void): void
}

/** How one of a group has ended, in the words of `Promise.allSettled`. */
export type DownloadOutcome =
  | { readonly status: 'fulfilled'; readonly value: DownloadResult }
  | { readonly status: 'rejected'; readonly reason: DownloadError }

/** The progress of a group. */
export interface GroupProgress {
  /** How many have ended, well or not. */
  readonly settled: number
  /** How many there are. */
  readonly count: number
  readonly totalBytesWritten: number
  /** `undefined` as long as one of them has not told its size. */
  readonly totalBytesExpectedToWrite: number | undefined
  /** Percent: of the bytes where all sizes are known, else each file counts the same. It never falls. */
  readonly progress: number
  readonly bytesPerSecond: number
}

/** Adds downloads to a downloader as a group. */
export function downloadAll(
  downloader: Downloader,
  requests: readonly (string | DownloadRequest)[],
): DownloadGroup {
  const downloads = requests.map((request) => downloader.download(request))
  const listeners = new Set<(progress: GroupProgress) => void>()
  let settled = 0
  let highest = 0

  const measure = (): GroupProgress => {
    let [written, expected, speed, percents] = [0, 0, 0, 0]
    for (const { progress, state } of downloads) {
      const isUnfinished = !/^(completed|failed|aborted)$/.test(state)
      written += progress.totalBytesWritten
      const whole = isUnfinished ? progress.totalBytesExpectedToWrite : progress.totalBytesWritten
      expected += whole === undefined ? Number.NaN : whole
      speed += isUnfinished ? progress.bytesPerSecond : 0
      percents += isUnfinished ? progress.progress || 0 : 100
    }
    const isKnown = expected > 0
    const share = isKnown ? (written / expected) * 100 : percents / downloads.length
    highest = settled === downloads.length ? 100 : Math.max(highest, Math.floor(share))
    return {
      settled,
      count: downloads.length,
      totalBytesWritten: written,
      totalBytesExpectedToWrite: isKnown ? expected : undefined,
      progress: highest,
      bytesPerSecond: speed,
    }
  }
  const tell = (): void => {
    const progress = measure()
    for (const listener of [...listeners]) callSafely(listener, progress)
  }
  const settle = (outcome: DownloadOutcome): DownloadOutcome => {
    settled += 1
    tell()
    return outcome
  }
  const outcomes = downloads.map((download) => {
    download.onProgressUpdate(tell)
    return download.then(
      (value) => settle({ status: 'fulfilled', value }),
      (reason: DownloadError) => settle({ status: 'rejected', reason }),
    )
  })
  const each = (name: 'pause' | 'resume' | 'abort') => (): void => {
    for (const download of downloads) download[name]()
  }
  const group = {
    downloads,
    pause: each('pause'),
    resume: each('resume'),
    abort: each('abort'),
    onProgressUpdate: (listener: (progress: GroupProgress) => void) => void listeners.add(listener),
    offProgressUpdate(listener?: (progress: GroupProgress) => void) {
      if (listener === undefined) listeners.clear()
      else listeners.delete(listener)
    },
  }
  return Object.defineProperty(Object.assign(Promise.all(outcomes), group), 'progress', {
    get: measure,
  }) as unknown as DownloadGroup
}
