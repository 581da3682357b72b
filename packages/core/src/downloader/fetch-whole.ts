import { isIdentity, readContentRange, totalOf } from './content-range.js'
import { discardFile } from './discard-file.js'
import type { Attempt } from './job.js'
import { type Answer, failureOf, requestAnswer } from './request-answer.js'
import type { ResolvedRequest } from './resolve-request.js'
import { readRetryAfter } from './retry-delay.js'

/**
 * The whole file in one request, into a temporary file.
 *
 * @param condition - a header under which the server may answer that nothing has changed
 */
export async function fetchWhole(
  attempt: Attempt,
  condition?: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { job } = attempt
  job.meter.begin(0)
  const takeBack = job.meter.mark()
  const answer = await requestAnswer(attempt, 'downloadFile', condition || {}, {
    headers: attempt.onHeaders,
    progress(written, total) {
      job.meter.update(written, total)
      attempt.onProgress()
    },
  })
  if (!condition || answer.statusCode !== 304) await acceptStatus(attempt, answer, takeBack)
  return answer
}

/** Throws `http-status` for a status that is not accepted, and removes the error page. A status that no host reports cannot be judged. */
export async function acceptStatus(attempt: Attempt, answer: Answer, takeBack: () => void): Promise<void> {
  const { statusCode } = answer
  if (statusCode === undefined || attempt.job.request.validateStatus(statusCode)) return
  // Of several lines one may have been told to come back later than another, which knew nothing of that.
  const isLater = readRetryAfter(answer.header) >= (readRetryAfter(attempt.refusedHeader) || 0)
  if (isLater) attempt.refusedHeader = answer.header
  takeBack()
  await discardFile(attempt, answer.tempFilePath)
  throw failureOf(attempt, 'http-status', `status ${statusCode}`, { statusCode })
}

/** Throws where the host tells of a success, and names no file. */
export function checkNamed(attempt: Attempt, { data, tempFilePath }: Answer): void {
  if (!data && !tempFilePath) throw failureOf(attempt, 'unknown', 'the host names no file')
}

/**
 * Bytes that a whole answer has to have; `NaN` where it does not say, as when it was compressed. Some servers and proxies send the first part
 * of a file though nobody asked for one: that is less than the file, however much the file may be.
 */
export function expectedSize({ header, statusCode }: Answer, { header: sent }: ResolvedRequest): number {
  const range = readContentRange(header)
  if (statusCode === 206 || range) {
    if (asksForRange(sent)) return Number.NaN
    return range ? range.total : Number.POSITIVE_INFINITY
  }
  return isIdentity(header) ? totalOf(header) : Number.NaN
}

/** Whether the app itself asks for a part of the file. */
export function asksForRange(header: Readonly<Record<string, string>>): boolean {
  return Object.keys(header).some((name) => /^(if-)?range$/i.test(name))
}
