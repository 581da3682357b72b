import type { Download, DownloadError, DownloadRequest, DownloadResult } from '@miniferry/download-core'
import type { RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'

type Outcome = DownloadResult | DownloadError

/** One call of `download`, or one restored download, and what came of it. */
export interface Handle {
  readonly state: RequestState
  readonly download: Download
  /** Milliseconds since 1970. */
  readonly since: number
  readonly isRestored: boolean
  /** What the bytes have to be, if the app said so. */
  readonly checksum: DownloadRequest['checksum']
  /** Whether another download of the same request was unfinished when it began. */
  readonly hadRival: boolean
  /** What was heard of the end, in order: `success` or `fail`, `complete`, `resolved` or `rejected`, `event`. */
  readonly heard: string[]
  outcome: Outcome | undefined
  /** Whether the app has aborted it. */
  isAborted: boolean
  /** Since when it could go on, and does not: milliseconds since 1970. */
  idleSince: number | undefined
  abortBySignal(): void
}

export function isFailure(outcome: Handle['outcome']): outcome is DownloadError {
  return outcome instanceof Error
}

export function isUnfinished(handle: Handle): boolean {
  return handle.outcome === undefined
}

/** Hears all that a download says, and compares it with what it may say. Returns what hears the rest. */
export function followDownload(
  { check, trace, server }: RunState,
  handle: Handle,
  onEnd: (handle: Handle) => void,
): (what: string, outcome: Outcome) => void {
  const { download, state } = handle
  const name = `download ${state.request.index}${handle.isRestored ? ' (restored)' : ''}`
  let written = 0
  let percent = 0

  const heard = (what: string, outcome: Outcome): void => {
    handle.heard.push(what)
    const isFirst = handle.outcome === undefined
    handle.outcome = outcome
    if (!isFirst) return
    trace('app', () => `${name}: ${describeOutcome(outcome)}`)
    onEnd(handle)
  }
  download.then(
    (result) => heard('resolved', result),
    (error) => heard('rejected', error),
  )
  download.onProgressUpdate(({ totalBytesWritten, totalBytesExpectedToWrite = Number.NaN, progress }) => {
    check(isUnfinished(handle), 'one outcome', `${name}: progress after the end`)
    const isRight =
      totalBytesWritten >= 0 &&
      !(totalBytesWritten > totalBytesExpectedToWrite) &&
      (progress === undefined || (Number.isInteger(progress) && progress >= 0 && progress <= 100))
    // What is taken back was an error page and no part of the file; and another version may be smaller, which the end tells: a new one, or an
    // older one from the cache.
    const isOther =
      state.cycle.restarts > 0 || (!state.hasPlace && server.versionsOf(state.request.resource).length > 1)
    const isEnd = totalBytesWritten === totalBytesExpectedToWrite && isOther
    const mayFall = state.cycle.allowed.has('http-status') || isEnd
    const falls = totalBytesWritten < written || (progress ?? 100) < percent
    const words = `of ${totalBytesExpectedToWrite}, ${progress} %, after ${written}, ${percent} %`
    check(isRight && (mayFall || !falls), 'progress', () => `${name}: ${totalBytesWritten} ${words}`)
    written = totalBytesWritten
    percent = progress ?? percent
  })
  download.onHeadersReceived(() => {
    check(isUnfinished(handle), 'one outcome', `${name}: headers after the end`)
  })
  return heard
}

function describeOutcome(outcome: Outcome): string {
  if (isFailure(outcome)) return `fails: ${outcome.code}, ${outcome.message}`
  const { path, attempts, resumedBytes, fromCache, isStale = false } = outcome
  const cached = `${isStale ? 'stale ' : ''}from the cache`
  return `succeeds: ${path}, ${fromCache ? cached : `${attempts} attempts, ${resumedBytes} bytes resumed`}`
}
