import type { DownloadError, DownloadResult } from '@miniferry/download-core'
import { digestOf } from '../app/digest-of.js'
import { isFailure } from '../app/follow-download.js'
import type { Handle } from '../app/handle.js'
import { isTooLarge } from '../app/is-too-large.js'
import type { SimulatedHost } from '../host/create-host.js'
import { retryLimits } from '../plan/retry-limits.js'
import type { WorldState } from '../run/world-state.js'
import { oldestAllowed } from './oldest-allowed.js'

/** Holds the outcome of a download, when it is first told, against what is on the disk and what has happened. */
export function checkEnd(world: WorldState, host: SimulatedHost, handle: Handle): void {
  const { outcome } = handle
  if (outcome === undefined) return
  if (isFailure(outcome)) checkFailure(world, handle, outcome)
  else checkSuccess(world, host, handle, outcome)
}

function checkSuccess(world: WorldState, host: SimulatedHost, handle: Handle, result: DownloadResult): void {
  const { server, violations, clock, lostAt } = world
  const { state, download } = handle
  const { wish, resource, user } = state
  const name = `download ${wish.index}`
  const { filePath, tempFilePath, statusCode, resumedBytes, timing, isStale } = result
  const path = filePath ?? tempFilePath ?? ''
  const asked = wish.filePath === undefined ? undefined : `${host.env.USER_DATA_PATH}/${wish.filePath}`
  violations.check(asked === undefined || filePath === asked, 'right bytes', `${name}: stored at ${path}`)
  violations.check(download.state === 'completed', 'one outcome', `${name}: ${download.state} after success`)
  violations.check(!handle.isAborted, 'one outcome', `${name}: success after abort`)
  violations.check(
    statusCode === undefined || statusCode === 200 || statusCode === 206,
    'right bytes',
    `${name}: success with status ${statusCode}`,
  )
  violations.check(
    timing.added <= timing.started && timing.started <= timing.ended && timing.ended <= clock.now,
    'progress',
    () => `${name}: ${JSON.stringify(timing)}`,
  )
  violations.check(
    !isStale || mayBeStale(world, handle),
    'cache',
    `${name}: stale, and nobody asked for that`,
  )
  const data = host.simulate.readFile(path)
  if (data === undefined) {
    // What goes between the last look at it and the news of it is nobody's fault.
    const begun = Math.min(handle.since, state.cycle.since)
    const isLost = [...lostAt].some(([lost, at]) => at >= begun && path.endsWith(lost.replace(/^\w+\//, '')))
    // So is what the app deletes before it has heard of it.
    const isDeleted = clock.now - world.clearedAt <= 1000
    violations.check(isLost || isDeleted, 'right bytes', `${name}: no file at ${path}`)
    return
  }
  const since = oldestAllowed(world, handle, result)
  const version = server.versionOf(resource, user, data, since)
  violations.check(version !== undefined, 'right bytes', () => {
    const ever = server.versionOf(resource, user, data, Number.NEGATIVE_INFINITY)
    const kind = ever === undefined ? 'no version' : `version ${ever}, which is too old`
    return `${name}: ${data.length} bytes that are ${kind}`
  })
  const { checksum } = handle
  violations.check(
    checksum === undefined || digestOf(checksum.algorithm, data) === checksum.value,
    'right bytes',
    `${name}: another checksum than asked for`,
  )
  const { progress, totalBytesWritten } = download.progress
  violations.check(
    progress === 100 && totalBytesWritten === data.length && resumedBytes <= data.length,
    'progress',
    () => `${name}: ${progress} %, ${totalBytesWritten} bytes, ${resumedBytes} resumed, of ${data.length}`,
  )
}

/** A file that is out of date is for those who asked for it, and never where the server forbids it. */
function mayBeStale({ plan }: WorldState, { state }: Handle): boolean {
  const { cacheControl = '' } = state.resource
  const { cache } = plan.configs[state.wish.downloader] ?? {}
  const { seesHeader } = plan.phone.sight
  const mayBe = (wants: string): boolean => {
    if (!cache || /must-revalidate|no-cache/.test(wants)) return false
    return cache.staleIfError === undefined ? wants.includes('stale-if-error') : cache.staleIfError !== false
  }
  // What the server wants, a client without headers keeps to itself; one that tells none after a queue of its own, at times.
  const isAtTimes = plan.phone.knobs.queuedTask === 'detached'
  return ((seesHeader || isAtTimes) && mayBe(cacheControl)) || (!seesHeader && mayBe(''))
}

function checkFailure(world: WorldState, handle: Handle, error: DownloadError): void {
  const { violations } = world
  const { state, download, isAborted, hadRival } = handle
  const { code, message } = error
  const name = `download ${state.wish.index}`
  const wanted = code === 'aborted' ? 'aborted' : 'failed'
  violations.check(download.state === wanted, 'one outcome', `${name}: ${download.state} after ${code}`)
  const isExcused =
    state.cycle.excuses.has(code) ||
    (code === 'aborted' && isAborted) ||
    (/^(too-large|storage-full)$/.test(code) && isTooLarge(world, state)) ||
    // Two downloads must not write to one path.
    (code === 'invalid-argument' && hadRival && state.wish.filePath !== undefined)
  violations.check(isExcused, 'failures have reasons', `${name}: ${code}, ${message}`)
  if (isAborted) {
    violations.check(code === 'aborted', 'failures have reasons', `${name}: ${code} after abort`)
  }
  checkRetries(world, handle, error)
}

/** What may succeed later is given up when the attempts are used up, no earlier and no later. */
function checkRetries({ plan, violations }: WorldState, handle: Handle, error: DownloadError): void {
  const { code, retryable } = error
  const { wish, cycle } = handle.state
  const { limit, connectLimit } = retryLimits(plan, wish.downloader)
  const { attempts } = handle.download
  const least = retryable ? Math.min(limit, connectLimit) + 1 : 0
  // Progress begins the count anew, which only parts of a file are; what was paused is another attempt, and so is what the host did not take.
  const isCounted = wish.filePath === undefined && cycle.pauses === 0
  const most = isCounted ? limit + connectLimit + 1 : Number.POSITIVE_INFINITY
  violations.check(
    attempts >= least && attempts <= most,
    'failures have reasons',
    `download ${wish.index}: ${code} after ${attempts} attempts, of ${least} to ${most}`,
  )
}
