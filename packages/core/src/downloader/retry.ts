import type { DownloadError } from '../download-error.js'
import { longestDelay } from '../download-file/transfer.js'
import type { ClosedFor } from './conditions.js'
import { type Attempt, type Job, networkOf } from './job.js'
import type { RetryOptions } from './policy.js'

/** What a failed attempt leads to. */
export type NextStep =
  /** It goes on when the host lets it, and the attempt does not count. */
  | { readonly kind: 'wait'; readonly reason: ClosedFor }
  /** It goes on at once, and the attempt does not count. */
  | { readonly kind: 'requeue' }
  | { readonly kind: 'retry'; readonly delay: number }
  | { readonly kind: 'fail' }

/** What a change of network or a stay in the background may have cut. */
const cuttable = /^(network|interrupted|timeout|stalled)$/

/** Decides what a failed attempt leads to; `undefined` where it was stopped meanwhile. */
export async function nextStep(attempt: Attempt, error: DownloadError): Promise<NextStep | undefined> {
  const { job, changes } = attempt
  if (cuttable.test(error.code)) {
    const { conditions } = job.context
    // The event may come after the failure that it explains.
    await conditions.refresh()
    if (attempt.isStopped) return undefined
    if (error.code === 'interrupted' && conditions.changes === changes) conditions.interrupted()
    const reason = conditions.closedFor(networkOf(job))
    if (reason) return { kind: 'wait', reason }
    if (conditions.changes !== changes) return { kind: 'requeue' }
  }
  const delay = nextDelay(attempt, error)
  return delay === undefined ? { kind: 'fail' } : { kind: 'retry', delay }
}

/** Counts a failed attempt, and says in how many milliseconds the next one may follow; `undefined` where none may. */
function nextDelay(
  { job, isAnswered, isHeldBack, hasProgress, refusedHeader }: Attempt,
  error: DownloadError,
): number | undefined {
  const { retry } = job.request
  const kind = isAnswered ? 'answered' : 'unreached'
  const failures = job.failures[kind]
  if (!isHeldBack && failures >= (isAnswered ? retry.limit : retry.connectLimit)) return undefined
  if (!wantsRetry(job, error)) return undefined
  if (isHeldBack) job.attempts -= 1
  else job.failures[kind] = failures + 1
  const quicker = hasProgress && failures === 0 ? quickShare : 1
  const minDelay = retry.minDelay * quicker
  return Math.min(
    retryDelay({ ...retry, minDelay }, isHeldBack ? 1 : failures + 1, refusedHeader),
    longestDelay,
  )
}

/** Of the first delay, where bytes have come since the failure before: the link works. */
export const quickShare = 0.1

function wantsRetry({ request, attempts }: Job, error: DownloadError): boolean {
  const { shouldRetry } = request.retry
  // The next one may be signed anew, or go elsewhere.
  const isRefused = error.statusCode === 401 || error.statusCode === 403
  try {
    return shouldRetry
      ? shouldRetry(error, attempts)
      : error.retryable || (isRefused && request.beforeAttempt !== undefined)
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
