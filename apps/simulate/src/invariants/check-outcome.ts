import type { DownloadError, DownloadResult } from '@miniferry/download-core'
import { digestOf, isTooLarge } from '../app/app.js'
import { type Handle, isFailure } from '../app/handle.js'
import type { SimulatedHost } from '../host/host.js'
import { retryLimits } from '../plan/plan.js'
import type { RunState } from '../run/run-state.js'
import { noteNamed } from './check-folders.js'

/** Compares the outcome of a download, when it is first told, with what is on the disk and what has happened. */
export function checkOutcome(state: RunState, host: SimulatedHost, handle: Handle): void {
  const { outcome, download, isAborted } = handle
  if (outcome === undefined) return
  const name = `download ${handle.state.request.index}`
  const isSuccess = !isFailure(outcome)
  const code = isSuccess ? 'success' : outcome.code
  const wanted = isSuccess ? 'completed' : code === 'aborted' ? 'aborted' : 'failed'
  state.check(download.state === wanted, 'one outcome', `${name}: ${download.state} after ${code}`)
  const isRight = !isAborted || code === 'aborted'
  state.check(isRight, 'one outcome', `${name}: ${code} after abort`)
  if (isSuccess) checkSuccess(state, host, handle, outcome)
  else checkFailure(state, handle, outcome)
}

function checkSuccess(run: RunState, host: SimulatedHost, handle: Handle, result: DownloadResult): void {
  const { server, check, clock, lostAt } = run
  const { state, download, checksum } = handle
  const { request, resource, user } = state
  const name = `download ${request.index}`
  const { filePath, tempFilePath, path, statusCode, resumedBytes, timing, fromCache, isStale } = result
  const asked = request.filePath && `${host.env.USER_DATA_PATH}/${request.filePath}`
  const isThere = path === (filePath ?? tempFilePath) && (asked === undefined || filePath === asked)
  if (request.address.directory !== undefined) noteNamed(run, state, path, result.fileName)
  check(isThere, 'right bytes', `${name}: stored at ${path}`)
  const isFile = [undefined, 200, 206].includes(statusCode)
  check(isFile, 'right bytes', `${name}: success with status ${statusCode}`)
  const { added, started, ended } = timing
  const isInOrder = added <= started && started <= ended && ended <= clock.now
  check(isInOrder, 'progress', () => `${name}: ${JSON.stringify(timing)}`)
  check(!isStale || mayBeStale(run, handle), 'cache', `${name}: stale, and nobody asked for that`)
  const { cacheMode = 'default' } = request.options
  // What a mode asks of the server, or forbids to take from the cache; what is stale stands for a server that could not be asked.
  const isAsked = cacheMode === 'no-cache' ? result.attempts > 0 : !/^(reload|no-store)$/.test(cacheMode)
  check(!fromCache || isStale || isAsked, 'cache', `${name}: from the cache with ${cacheMode}`)
  const data = host.simulate.readFile(path)
  if (data === undefined) {
    // What is lost between the last look at it and the news of it is nobody's fault.
    const begun = Math.min(handle.since, state.cycle.since)
    const isLost = [...lostAt].some(([lost, at]) => at >= begun && path.endsWith(lost))
    // So is what the app deletes before it has heard of it, while it is being stored, say.
    const asked = state.cycle.exchanges.at(-1)?.at ?? clock.now
    const isDeleted = run.clearedAt >= Math.min(asked, clock.now - 1000)
    check(isLost || isDeleted, 'right bytes', `${name}: no file at ${path}`)
    return
  }
  const version = server.versionOf(resource, user, data, oldestAllowed(run, handle, result))
  check(version !== undefined, 'right bytes', () => {
    const ever = server.versionOf(resource, user, data)
    const kind = ever === undefined ? 'no version' : `version ${ever}, which is too old`
    return `${name}: ${data.length} bytes that are ${kind}`
  })
  const isSum = checksum === undefined || digestOf(checksum.algorithm, data) === checksum.value
  check(isSum, 'right bytes', `${name}: another checksum than asked for`)
  const { progress, totalBytesWritten } = download.progress
  check(
    progress === 100 && totalBytesWritten === data.length && resumedBytes <= data.length,
    'progress',
    () => `${name}: ${progress} %, ${totalBytesWritten} bytes, ${resumedBytes} resumed, of ${data.length}`,
  )
}

/** Since when a version has to have been the server's at some time, for a download to succeed with it: milliseconds since 1970. */
function oldestAllowed({ plan, clock }: RunState, { state, since }: Handle, result: DownloadResult): number {
  const { resource, request, cycle } = state
  if (!result.fromCache) return Math.min(cycle.since, state.leftSince)
  const { cacheMode = 'default' } = request.options
  const { cache, timeout = 60_000 } = plan.configs[request.downloader] ?? {}
  if (result.isStale || cacheMode === 'force-cache' || !cache) return Number.NEGATIVE_INFINITY
  // Versions of one weak tag are the same to everybody who asks whether it has changed.
  if (resource.validator === 'weak etag') return Number.NEGATIVE_INFINITY
  if (cacheMode === 'no-cache') return since
  const { maxAge, heuristic } = cache
  const [, seconds] = /max-age=(\d+)/.exec(resource.cacheControl ?? '') ?? []
  // A tenth of the age of what is a month old.
  if (maxAge === undefined && seconds === undefined && heuristic) return Number.NEGATIVE_INFINITY
  // From when the server decided on a version until the file is kept: one attempt, and what the host and the disk take to tell of it.
  return clock.now - (maxAge ?? Number(seconds ?? 0) * 1000) - (timeout + 5000)
}

/** A file that is out of date is for those who asked for it, and never where the server forbids it. */
function mayBeStale({ plan }: RunState, { state }: Handle): boolean {
  const { cacheControl = '' } = state.resource
  const { cache } = plan.configs[state.request.downloader] ?? {}
  const { header } = plan.phone.visible
  const mayBe = (wants: string): boolean => {
    if (!cache || /must-revalidate|no-cache/.test(wants)) return false
    return cache.staleIfError === undefined ? wants.includes('stale-if-error') : cache.staleIfError !== false
  }
  // What the server wants, a client without headers keeps to itself; one that tells none after a queue of its own, at times.
  const isAtTimes = plan.phone.knobs.queuedTask === 'detached'
  return ((header || isAtTimes) && mayBe(cacheControl)) || (!header && mayBe(''))
}

function checkFailure(run: RunState, handle: Handle, error: DownloadError): void {
  const { check, plan, server } = run
  const { state, download, isAborted, hadRival, isRestored } = handle
  const { request, cycle } = state
  const { code, message, retryable } = error
  const name = `download ${request.index}`
  const isAllowed =
    cycle.allowed.has(code) ||
    (code === 'aborted' && isAborted) ||
    // A kill may have come before the newer request was written: then the checksum is of an older version.
    (code === 'integrity' &&
      isRestored &&
      request.checksum !== undefined &&
      server.versionsOf(request.resource).length > 1) ||
    (/^(too-large|storage-full)$/.test(code) && state.hasPlace && isTooLarge(run, request.resource)) ||
    // Two downloads must not write to one path.
    (code === 'invalid-argument' && hadRival && state.hasPlace)
  check(isAllowed, 'failures have causes', `${name}: ${code}, ${message}`)
  // What may succeed later is given up when the attempts are used up, no earlier and no later.
  const { limit, connectLimit } = retryLimits(plan, request.downloader)
  const { attempts } = download
  // The next one would have been signed anew.
  const { signer } = request.address
  const isSigned = signer === 'downloader' || (signer === 'request' && !handle.isRestored)
  const mayPass = retryable || (error.statusCode === 403 && isSigned)
  const least = mayPass ? Math.min(limit, connectLimit) + 1 : 0
  // Progress begins the count anew, which only parts of a file are; what was paused is another attempt, and so is what the host did not take.
  const isCounted = !state.hasPlace && cycle.pauses === 0
  const most = isCounted ? limit + connectLimit + 1 : Number.POSITIVE_INFINITY
  check(
    attempts >= least && attempts <= most,
    'failures have causes',
    `${name}: ${code} after ${attempts} attempts, of ${least} to ${most}`,
  )
}
