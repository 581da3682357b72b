import { DownloadError } from '../download-error.js'
import { describe } from '../download-file/validation.js'
import { announceHeaders, failureOf } from './attempt.js'
import { type Destination, type DestinationSource, nowhere, type Outcome } from './destination.js'
import { type Attempt, type Job, targetOf } from './job.js'
import { judgeResponse, type KnownFile, unknownFile } from './judge-response.js'
import { totalOf } from './response-header.js'
import { readRetryAfter, toldDelay } from './retry.js'
import { type Response, sendRequest } from './send-request.js'
import { checkClaim, discardFile, fileSize } from './temporary-file.js'
import { verifyChecksum } from './verify-file.js'

/** A response that is the whole file, and its bytes; `undefined` where the host cannot tell. */
export interface WholeResponse {
  readonly response: Response
  readonly size: number | undefined
}

/** What a plain request goes by, see `judgeResponse`. */
export interface PlainRequest {
  readonly known?: KnownFile
  readonly validatorOf?: ((header: Readonly<Record<string, string>>) => string | undefined) | undefined
  /** Whether a response to the same question has been a contradiction: this one is the last. */
  readonly isSecond?: boolean
}

/**
 * The whole file in one request, into a temporary file. A response that contradicts itself or what is known is asked for once more.
 * Throws `http-status` or `integrity` for one that is not the file, which is removed.
 */
export async function fetchWhole(
  attempt: Attempt,
  { known = unknownFile, validatorOf, isSecond = false }: PlainRequest = {},
): Promise<WholeResponse> {
  const { job } = attempt
  const { response, takeBack } = await requestWhole(attempt, {}, known)
  const size = await acceptResponse(attempt, response, takeBack)
  const isFile =
    asksForRange(job.address.header) ||
    judgeResponse(undefined, known, response, size, validatorOf) === 'whole'
  if (isFile) return { response, size }
  await discardFile(job, response.tempFilePath)
  if (isSecond) {
    attempt.isContradicted = true
    const { statusCode, header } = response
    const words = `the answer is not the file: status ${statusCode}, ${size} bytes of ${totalOf(header)}, ${header['content-type']}`
    throw failureOf(job, 'integrity', words, { statusCode })
  }
  return fetchWhole(attempt, { known, validatorOf, isSecond: true })
}

/** One request for the whole file, whose response nobody has looked at yet, and what takes back its progress. */
export async function requestWhole(
  attempt: Attempt,
  condition: Readonly<Record<string, string>>,
  known: KnownFile,
): Promise<{ readonly response: Response; takeBack(): void }> {
  const { job } = attempt
  job.meter.begin(0)
  const takeBack = job.meter.mark()
  let isAnswered = false
  const response = await sendRequest(attempt, 'downloadFile', condition, {
    headers(header) {
      isAnswered = true
      announceHeaders(attempt, header)
    },
    progress(written, total) {
      isAnswered = true
      // A login page, say, is no progress of the file.
      const isOther = known.total !== undefined && known.total !== total
      job.meter.update(written, isOther ? Number.NaN : total)
      job.context.events.progress(job)
    },
  }).catch((error: DownloadError) => {
    // Ours would have ended it for silence. Some clients end all after a minute, whatever they are given (native-apis.md §1.6).
    const isOurs = !isAnswered || job.request.timeout !== undefined
    if (error.code !== 'timeout' || isOurs || targetOf(job.request)) throw error
    throw new DownloadError({
      ...error,
      errMsg: `${error.errMsg} though the server answered; a filePath helps`,
    })
  })
  return { response, takeBack }
}

/**
 * Resolves with the bytes of a response. Throws `http-status` for a status that is not accepted, `integrity` for a response that the app
 * refuses or the host has mixed up, and removes what came. A status that no host reports cannot be judged.
 */
export async function acceptResponse(
  attempt: Attempt,
  response: Response,
  takeBack: () => void,
): Promise<number | undefined> {
  const { job } = attempt
  const { statusCode, header, tempFilePath, data, refusal, mixedUp } = response
  const { validateStatus, validateResponse } = job.request
  try {
    const isGood =
      statusCode === undefined || isAccepted(attempt, 'validateStatus', validateStatus(statusCode))
    if (!isGood) {
      takeBack()
      const error = refusal || failureOf(job, 'http-status', `status ${statusCode}`, { statusCode })
      noteRefusal(attempt, header, error)
      throw error
    }
    const facts = { statusCode, header: { ...header } }
    if (!isAccepted(attempt, 'validateResponse', validateResponse(facts))) {
      takeBack()
      attempt.isContradicted = attempt.isRefused = true
      throw failureOf(job, 'integrity', 'validateResponse refuses the answer', { statusCode })
    }
    if (mixedUp) throw mixedUp
    if (data) return data.byteLength
    if (tempFilePath) return fileSize(job.context, tempFilePath)
    throw refusal || failureOf(job, 'unknown', 'the host names no file', { statusCode })
  } catch (error) {
    await discardFile(job, tempFilePath)
    throw error
  }
}

/** What code of the app says, which may be anything: a promise is no verdict. */
function isAccepted({ job }: Attempt, name: string, verdict: unknown): boolean {
  if (typeof verdict !== 'boolean') {
    job.context.warn(`${name} has to return true or false, and not ${describe(verdict)}`)
  }
  return Boolean(verdict)
}

/** A server that says when to come back says so for all that it serves; what it refuses meanwhile is no failure. */
function noteRefusal(attempt: Attempt, header: Response['header'], { retryable }: DownloadError): void {
  const { job } = attempt
  const { traffic } = job.context
  // Of several segments one may have been told to come back later than another, which knew nothing of that.
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

const destination: Destination = { ...nowhere, fetch: fetchTemporary }

/** A download without `filePath`: one request, whose file is checked and stays where the host has put it. */
export const temporaryFiles: DestinationSource = { destinationOf: () => destination }

/** An attempt whose file is temporary. */
export async function fetchTemporary(attempt: Attempt): Promise<Outcome> {
  return checkTemporary(attempt.job, await fetchWhole(attempt))
}

/** Checks the file of a response, and removes it if it is not what it has to be. */
export async function checkTemporary(job: Job, { response, size }: WholeResponse): Promise<Outcome> {
  // What was accepted has a file.
  const result = response as Outcome['result']
  const { path } = result
  try {
    await verifyChecksum(job, path, size)
    checkClaim(job, path)
    return { result, size }
  } catch (error) {
    await discardFile(job, path)
    throw error
  }
}
