import type { RetryOptions } from './download-policy.js'

/**
 * Milliseconds until the next attempt: no less than the server asks for in `Retry-After`; else the delay grows with each
 * failure in a row, and a random part of it is waited, so that many phones do not come back at once.
 *
 * @param failures - failures in a row, from 1 on
 * @param header - of the answer, under lower-case names
 */
export function retryDelay(
  { minDelay, maxDelay, factor, jitter, maxRetryAfter }: Required<Omit<RetryOptions, 'shouldRetry'>>,
  failures: number,
  header: Readonly<Record<string, string>>,
): number {
  const asked = Math.min(readRetryAfter(header), maxRetryAfter)
  const random = jitter === 'none' ? 0 : Math.random()
  // Phones that were turned away together would come back together: up to half as long again spreads them.
  if (asked >= 0) return asked * (1 + random / 2)
  const delay = Math.min(maxDelay, minDelay * factor ** (failures - 1))
  return jitter === 'none' ? delay : random * delay
}

/** Milliseconds; `NaN` where there is no such header. A date is read by the clock of the server: phones' are often wrong. */
export function readRetryAfter(header: Readonly<Record<string, string>>): number {
  const { 'retry-after': value = '', date = '' } = header
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000
  // A date begins with a day; what else engines would take for one is not meant as such.
  const until = /^\s*[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Math.max(0, until - (Date.parse(date) || Date.now()))
}
