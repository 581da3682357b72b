/** A server that fails for a minute, and many clients that want one file of it. */
export interface Crowd {
  readonly clients: number
  /** The first requests come at random moments of so many milliseconds, from the beginning of the failure on. */
  readonly within: number
  /** Where the failure ends: from then on every request is answered at once. */
  readonly outage: number
  /** Seconds of `Retry-After` in the answers of the failure. */
  readonly retryAfter?: number | undefined
}

/** What the server saw. */
export interface Stampede {
  /** Requests in each second, from the beginning of the failure on. */
  readonly perSecond: readonly number[]
  /** When the last client that did not give up had its file, in milliseconds. */
  readonly end: number
  /** Clients that gave up. */
  readonly lost: number
}

/** What a client is answered at this moment. */
export function answerOf(
  { outage, retryAfter }: Crowd,
  now: number,
): { statusCode: number; header: Record<string, string> } {
  if (now >= outage) return { statusCode: 200, header: {} }
  return { statusCode: 503, header: retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` } }
}

/** When each client makes its first request, in whole milliseconds from 1 on. Takes random numbers. */
export function firstRequests({ clients, within }: Crowd): number[] {
  return Array.from({ length: clients }, () => 1 + Math.floor(Math.random() * (within - 1)))
}
