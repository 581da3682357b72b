import type { DownloadError } from '../download-error.js'
import { describe } from '../download-file/validation.js'
import { hostTraffic } from './host-traffic.js'
import type { Attempt } from './job.js'
import { judgeAnswer, type KnownFile, unknownFile } from './judge-answer.js'
import { type Answer, failureOf, requestAnswer } from './request-answer.js'
import { totalOf } from './response-header.js'
import { readRetryAfter, toldDelay } from './retry.js'
import { discardFile, fileSize } from './temporary.js'

/** An answer that is the whole file, and its bytes; `undefined` where the host cannot tell. */
export interface WholeAnswer {
  readonly answer: Answer
  readonly size: number | undefined
}

/** What a plain request goes by, see `judgeAnswer`. */
export interface PlainRequest {
  readonly known?: KnownFile
  readonly validatorOf?: (header: Readonly<Record<string, string>>) => string | undefined
  /** Whether an answer to the same question has been a contradiction: this one is the last. */
  readonly isSecond?: boolean
}

/**
 * The whole file in one request, into a temporary file. An answer that contradicts itself or what is known is asked for once more.
 * Throws `http-status` or `integrity` for one that is not the file, which is removed.
 */
export async function fetchWhole(
  attempt: Attempt,
  { known = unknownFile, validatorOf, isSecond = false }: PlainRequest = {},
): Promise<WholeAnswer> {
  const { answer, takeBack } = await requestWhole(attempt, {}, known)
  const size = await acceptAnswer(attempt, answer, takeBack)
  const isFile =
    asksForRange(attempt.job.request.header) ||
    judgeAnswer(undefined, known, answer, size, validatorOf) === 'whole'
  if (isFile) return { answer, size }
  await discardFile(attempt, answer.tempFilePath)
  if (isSecond) {
    attempt.job.isContradicted = true
    const { statusCode, header } = answer
    const words = `the answer is not the file: status ${statusCode}, ${size} bytes of ${totalOf(header)}, ${header['content-type']}`
    throw failureOf(attempt, 'integrity', words, { statusCode })
  }
  return fetchWhole(attempt, { known, ...(validatorOf && { validatorOf }), isSecond: true })
}

/** One request for the whole file, whose answer nobody has looked at yet, and what takes back its progress. */
export async function requestWhole(
  attempt: Attempt,
  condition: Readonly<Record<string, string>>,
  known: KnownFile,
): Promise<{ readonly answer: Answer; takeBack(): void }> {
  const { job } = attempt
  job.meter.begin(0)
  const takeBack = job.meter.mark()
  const answer = await requestAnswer(attempt, 'downloadFile', condition, {
    headers: attempt.onHeaders,
    progress(written, total) {
      // A login page, say, is no progress of the file.
      const isOther = known.total !== undefined && known.total !== total
      job.meter.update(written, isOther ? Number.NaN : total)
      attempt.onProgress()
    },
  })
  return { answer, takeBack }
}

/**
 * Resolves with the bytes of an answer. Throws `http-status` for a status that is not accepted, `integrity` for an answer that the app refuses,
 * and removes what came. A status that no host reports cannot be judged.
 */
export async function acceptAnswer(
  attempt: Attempt,
  answer: Answer,
  takeBack: () => void,
): Promise<number | undefined> {
  const { statusCode, header, tempFilePath, data } = answer
  try {
    const { validateStatus, validateResponse } = attempt.job.request
    const isGood =
      statusCode === undefined || isAccepted(attempt, 'validateStatus', validateStatus(statusCode))
    if (!isGood) {
      takeBack()
      const words = `status ${statusCode}`
      const error = answer.refusal || failureOf(attempt, 'http-status', words, { statusCode })
      noteRefusal(attempt, header, error)
      throw error
    }
    const response = { statusCode, header: { ...header } }
    if (!isAccepted(attempt, 'validateResponse', validateResponse(response))) {
      takeBack()
      attempt.job.isContradicted = attempt.job.isRefused = true
      throw failureOf(attempt, 'integrity', 'validateResponse refuses the answer', { statusCode })
    }
    if (data) return data.byteLength
    if (tempFilePath) return fileSize(attempt, tempFilePath)
    throw answer.refusal || failureOf(attempt, 'unknown', 'the host names no file', { statusCode })
  } catch (error) {
    await discardFile(attempt, tempFilePath)
    throw error
  }
}

/** What code of the app says, which may be anything: a promise is no answer. */
function isAccepted({ warn }: Attempt, name: string, verdict: unknown): boolean {
  if (typeof verdict !== 'boolean') warn(`${name} has to return true or false, and not ${describe(verdict)}`)
  return Boolean(verdict)
}

/** A server that says when to come back says so for all that it serves; what it refuses meanwhile is no failure. */
function noteRefusal(attempt: Attempt, header: Answer['header'], { retryable }: DownloadError): void {
  const { job, platform } = attempt
  const traffic = hostTraffic(platform)
  // Of several lines one may have been told to come back later than another, which knew nothing of that.
  const isLater = readRetryAfter(header) >= (readRetryAfter(attempt.refusedHeader) || 0)
  if (isLater) attempt.refusedHeader = header
  attempt.isHeldBack = traffic.isPostponed(job)
  const delay = toldDelay(job.request.retry, header)
  if (delay !== undefined && retryable) traffic.postpone(job, delay)
}

/** Whether the app itself asks for a part of the file. */
export function asksForRange(header: Readonly<Record<string, string>>): boolean {
  return Object.keys(header).some((name) => /^(if-)?range$/i.test(name))
}
