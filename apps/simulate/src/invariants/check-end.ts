import type { DownloadError, DownloadResult } from '@miniferry/download-core'
import { isFailure } from '../app/follow-download.js'
import type { Handle } from '../app/handle.js'
import { isTooLarge } from '../app/is-too-large.js'
import type { SimulatedHost } from '../host/create-host.js'
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
  const { filePath, tempFilePath, statusCode, resumedBytes, timing } = result
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
  const data = host.simulate.readFile(path)
  if (data === undefined) {
    // What goes between the last look at it and the news of it is nobody's fault.
    const isLost = [...lostAt].some(
      ([lost, at]) => at >= handle.since && path.endsWith(lost.replace(/^\w+\//, '')),
    )
    violations.check(isLost, 'right bytes', `${name}: no file at ${path}`)
    return
  }
  const since = oldestAllowed(world, handle, result)
  const version = server.versionOf(resource, user, data, since)
  violations.check(version !== undefined, 'right bytes', () => {
    const ever = server.versionOf(resource, user, data, Number.NEGATIVE_INFINITY)
    const kind = ever === undefined ? 'no version' : `version ${ever}, which is too old`
    return `${name}: ${data.length} bytes that are ${kind}`
  })
  const { progress, totalBytesWritten } = download.progress
  violations.check(
    progress === 100 && totalBytesWritten === data.length && resumedBytes <= data.length,
    'progress',
    () => `${name}: ${progress} %, ${totalBytesWritten} bytes, ${resumedBytes} resumed, of ${data.length}`,
  )
}

function checkFailure(world: WorldState, handle: Handle, error: DownloadError): void {
  const { violations } = world
  const { state, download, isAborted, hadRival } = handle
  const { code, retryable, message } = error
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
  if (retryable) checkRetries(world, handle, error)
}

/** What may succeed later is given up only when the attempts are used up. */
function checkRetries({ plan, violations }: WorldState, handle: Handle, { code }: DownloadError): void {
  const { wish } = handle.state
  const { retry } = plan.configs[wish.downloader] ?? {}
  const { limit = 3, connectLimit = limit } = typeof retry === 'object' ? retry : {}
  const least = Math.min(limit, connectLimit) + 1
  violations.check(
    handle.download.attempts >= least,
    'failures have reasons',
    `download ${wish.index}: ${code} after ${handle.download.attempts} of ${least} attempts`,
  )
}
