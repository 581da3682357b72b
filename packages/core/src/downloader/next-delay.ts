import type { DownloadError } from '../download-error.js'
import { longestDelay } from '../longest-delay.js'
import type { Attempt, Job } from './job.js'
import { retryDelay } from './retry-delay.js'

/** Counts a failed attempt, and says in how many milliseconds the next one may follow; `undefined` where none may. */
export function nextDelay(
  { job, isAnswered, isHeldBack, refusedHeader }: Attempt,
  error: DownloadError,
): number | undefined {
  const { retry } = job.request
  const kind = isAnswered ? 'answered' : 'unreached'
  const failures = job.failures[kind]
  if (isHeldBack && wantsRetry(job, error)) {
    job.attempts -= 1
    return Math.min(retryDelay(retry, 1, refusedHeader), longestDelay)
  }
  if (failures >= (isAnswered ? retry.limit : retry.connectLimit) || !wantsRetry(job, error)) return undefined
  job.failures[kind] = failures + 1
  return Math.min(retryDelay(retry, failures + 1, refusedHeader), longestDelay)
}

function wantsRetry({ request: { retry }, attempts }: Job, error: DownloadError): boolean {
  try {
    return retry.shouldRetry ? retry.shouldRetry(error, attempts) : error.retryable
  } catch {
    return false
  }
}
