import type { DownloadError, DownloadResult } from '@miniferry/download-core'
import type { WorldState } from '../run/world-state.js'
import type { Handle } from './handle.js'

/** Hears all that a download says, and holds it against what it may say. */
export function followDownload(
  world: WorldState,
  handle: Handle,
  onEnd: (handle: Handle) => void,
): { heard(what: string, outcome: DownloadResult | DownloadError): void } {
  const { violations, say } = world
  const { download, state } = handle
  const name = `${state.wish.index}${handle.isRestored ? ' (restored)' : ''}`

  const heard = (what: string, outcome: DownloadResult | DownloadError): void => {
    handle.heard.push(what)
    const isFirst = handle.outcome === undefined
    handle.outcome = outcome
    if (!isFirst) return
    say('app', () => `download ${name}: ${describeOutcome(outcome)}`)
    onEnd(handle)
  }
  download.then(
    (result) => heard('resolved', result),
    (error) => heard('rejected', error),
  )
  download.onProgressUpdate(({ totalBytesWritten, totalBytesExpectedToWrite = Number.NaN, progress }) => {
    violations.check(handle.outcome === undefined, 'one outcome', `download ${name}: progress after the end`)
    const isRight =
      totalBytesWritten >= 0 &&
      !(totalBytesWritten > totalBytesExpectedToWrite) &&
      (progress === undefined || (Number.isInteger(progress) && progress >= 0 && progress <= 100))
    violations.check(
      isRight,
      'progress',
      () => `download ${name}: ${totalBytesWritten} of ${totalBytesExpectedToWrite}, ${progress} %`,
    )
    // What is taken back was an error page and no part of the file; and a new version may be smaller, which the end tells.
    const isEnd = totalBytesWritten === totalBytesExpectedToWrite && state.cycle.voids > 0
    const mayFall = state.cycle.excuses.has('http-status') || isEnd
    const falls = totalBytesWritten < handle.written || (progress ?? 100) < handle.percent
    violations.check(
      mayFall || !falls,
      'progress',
      () => `download ${name}: falls to ${totalBytesWritten}, ${progress} %`,
    )
    handle.written = totalBytesWritten
    handle.percent = progress ?? handle.percent
  })
  download.onHeadersReceived(() => {
    violations.check(handle.outcome === undefined, 'one outcome', `download ${name}: headers after the end`)
  })
  return { heard }
}

export function isFailure(outcome: Handle['outcome']): outcome is DownloadError {
  return outcome instanceof Error
}

export function isUnfinished(handle: Handle): boolean {
  return handle.outcome === undefined
}

function describeOutcome(outcome: DownloadResult | DownloadError): string {
  if (isFailure(outcome)) return `fails: ${outcome.code}, ${outcome.message}`
  const { filePath, tempFilePath, attempts, resumedBytes, fromCache, isStale } = outcome
  const place = filePath ?? tempFilePath
  const kind = fromCache
    ? isStale
      ? 'stale from the cache'
      : 'from the cache'
    : `${attempts} attempts, ${resumedBytes} bytes resumed`
  return `succeeds: ${place}, ${kind}`
}
