/// <reference path="../host-globals.d.ts" />
import { asRecord } from '../binding/host.js'
import { isDownloadError } from '../download-error.js'
import { longestDelay } from '../download-file/transfer.js'
import { validateOptions } from '../download-file/validation.js'
import { failureOf } from './attempt.js'
import { type Address, type Attempt, networkOf } from './job.js'
import type { AttemptAddress } from './policy.js'

/** Milliseconds that the app may take, where it has set no timeout. */
const patience = 60_000

/** Asks the app where an attempt is to go. */
export async function prepareAttempt(attempt: Attempt): Promise<void> {
  const { job } = attempt
  const { url, header, beforeAttempt } = job.request
  job.address = { url, header }
  if (beforeAttempt === undefined) return
  // The phone may have gone offline while the attempt waited for the host's files.
  if (job.context.conditions.closedFor(networkOf(job))) throw failureOf(job, 'network', 'not now')
  const facts = {
    url,
    header: { ...header },
    attempts: job.attempts,
    error: job.lastError,
    meta: job.stored.meta,
  }
  try {
    const given = await inTime(attempt, async () => beforeAttempt(facts))
    if (given !== undefined) job.address = addressOf(attempt, given)
  } catch (error) {
    if (isDownloadError(error)) throw error
    const failure = failureOf(job, 'unknown', 'beforeAttempt has thrown', { cause: error })
    throw asRecord(error).retryable === true ? Object.assign(failure, { retryable: true }) : failure
  }
}

/** Throws where it cannot be sent. What the app has given is not shown: it may be a secret. */
function addressOf({ job }: Attempt, given: AttemptAddress): Address {
  const { platform, warn } = job.context
  const { url, header } = job.request
  try {
    if (Object(given) !== given) throw given
    const address = { url: given.url === undefined ? url : given.url, header: { ...header, ...given.header } }
    validateOptions(address, platform, warn)
    return address
  } catch {
    const words =
      'invalid result of beforeAttempt: expected nothing, or an object with a url or header that can be sent'
    throw failureOf(job, 'invalid-argument', words)
  }
}

/** Throws where it takes too long, or the attempt is stopped. */
function inTime<Value>({ job, stops }: Attempt, work: () => Promise<Value>): Promise<Value> {
  const { timeout = patience } = job.request
  return new Promise<Value>((resolve, reject) => {
    const stop = (): void => reject(failureOf(job, 'aborted', 'abort'))
    const timer = setTimeout(
      () => reject(failureOf(job, 'timeout', 'timeout of beforeAttempt')),
      Math.min(timeout, longestDelay),
    )
    const rest = (): void => {
      clearTimeout(timer)
      stops.delete(stop)
    }
    stops.add(stop)
    work().then(resolve, reject).then(rest)
  })
}
