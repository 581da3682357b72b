import type { DownloadError } from '../download-error.js'
import { longestDelay } from '../download-file/transfer.js'
import type { Attempt, Job } from './job.js'
import type { RetryOptions } from './policy.js'

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

type RetryPolicy = Required<Omit<RetryOptions, 'shouldRetry'>>

/**
 * Milliseconds until the next attempt: no less than the server asks for in `Retry-After`; else the delay grows with each
 * failure in a row, and a random part of it is waited, so that many phones do not come back at once.
 *
 * @param failures - failures in a row, from 1 on
 * @param header - of the answer, under lower-case names
 */
export function retryDelay(
  retry: RetryPolicy,
  failures: number,
  header: Readonly<Record<string, string>>,
): number {
  const told = toldDelay(retry, header)
  if (told !== undefined) return told
  const { minDelay, maxDelay, factor, jitter } = retry
  const delay = Math.min(maxDelay, minDelay * factor ** (failures - 1))
  return jitter === 'none' ? delay : Math.random() * delay
}

/** Milliseconds that the server asks for in `Retry-After`; `undefined` where it does not. */
export function toldDelay(
  { jitter, maxRetryAfter }: Pick<RetryPolicy, 'jitter' | 'maxRetryAfter'>,
  header: Readonly<Record<string, string>>,
): number | undefined {
  const told = Math.min(readRetryAfter(header), maxRetryAfter)
  if (!(told >= 0)) return undefined
  // Phones that were turned away together would come back together: up to half as long again spreads them.
  return jitter === 'none' ? told : told * (1 + Math.random() / 2)
}

/** Milliseconds; `NaN` where there is no such header. A date is read by the clock of the server: phones' are often wrong. */
export function readRetryAfter(header: Readonly<Record<string, string>>): number {
  const { 'retry-after': value = '', date = '' } = header
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000
  // A date begins with a day; what else engines would take for one is not meant as such.
  const until = /^\s*[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Math.max(0, until - (Date.parse(date) || Date.now()))
}
