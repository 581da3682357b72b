import type { Download, DownloadError, DownloadRequest, DownloadResult } from '@miniferry/download-core'
import type { RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'

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
  outcome: DownloadResult | DownloadError | undefined
  isPaused: boolean
  /** Whether the app has aborted it. */
  isAborted: boolean
  /** Since when it could go on, and does not: milliseconds since 1970. */
  idleSince: number | undefined
  written: number
  percent: number
  abortBySignal(): void
}

export function isFailure(outcome: Handle['outcome']): outcome is DownloadError {
  return outcome instanceof Error
}

export function isUnfinished(handle: Handle): boolean {
  return handle.outcome === undefined
}

/** Hears all that a download says, and compares it with what it may say. */
export function followDownload(
  { violations, trace }: RunState,
  handle: Handle,
  onEnd: (handle: Handle) => void,
): { heard(what: string, outcome: DownloadResult | DownloadError): void } {
  const { download, state } = handle
  const name = `download ${state.request.index}${handle.isRestored ? ' (restored)' : ''}`

  const heard = (what: string, outcome: DownloadResult | DownloadError): void => {
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
    violations.check(isUnfinished(handle), 'one outcome', `${name}: progress after the end`)
    const isRight =
      totalBytesWritten >= 0 &&
      !(totalBytesWritten > totalBytesExpectedToWrite) &&
      (progress === undefined || (Number.isInteger(progress) && progress >= 0 && progress <= 100))
    const words = (): string => `${name}: ${totalBytesWritten} of ${totalBytesExpectedToWrite}, ${progress} %`
    violations.check(isRight, 'progress', words)
    // What is taken back was an error page and no part of the file; and a new version may be smaller, which the end tells.
    const isEnd = totalBytesWritten === totalBytesExpectedToWrite && state.cycle.restarts > 0
    const mayFall = state.cycle.allowed.has('http-status') || isEnd
    const falls = totalBytesWritten < handle.written || (progress ?? 100) < handle.percent
    violations.check(mayFall || !falls, 'progress', () => `${words()}, less than before`)
    handle.written = totalBytesWritten
    handle.percent = progress ?? handle.percent
  })
  download.onHeadersReceived(() => {
    violations.check(isUnfinished(handle), 'one outcome', `${name}: headers after the end`)
  })
  return { heard }
}

function describeOutcome(outcome: DownloadResult | DownloadError): string {
  if (isFailure(outcome)) return `fails: ${outcome.code}, ${outcome.message}`
  const { path, attempts, resumedBytes, fromCache, isStale = false } = outcome
  const cached = `${isStale ? 'stale ' : ''}from the cache`
  return `succeeds: ${path}, ${fromCache ? cached : `${attempts} attempts, ${resumedBytes} bytes resumed`}`
}

/** An `AbortSignal` as an app has to make one, where the host has none. */
export function createSignal() {
  const listeners = new Set<() => void>()
  let isAborted = false
  let given: unknown
  return {
    get aborted() {
      return isAborted
    },
    get reason() {
      return given
    },
    addEventListener(_: 'abort', listener: () => void): void {
      listeners.add(listener)
    },
    removeEventListener(_: 'abort', listener: () => void): void {
      listeners.delete(listener)
    },
    fire(reason: unknown): void {
      if (isAborted) return
      isAborted = true
      given = reason
      for (const listener of [...listeners]) listener()
    },
  }
}
