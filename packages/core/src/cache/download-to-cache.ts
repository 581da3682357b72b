import { isDownloadError } from '../download-error.js'
import { acceptAnswer, fetchWhole, requestWhole, type WholeAnswer } from '../downloader/fetch-whole.js'
import type { Attempt } from '../downloader/job.js'
import { judgeAnswer, type KnownFile, unknownFile } from '../downloader/judge-answer.js'
import { type Answer, checkGoing } from '../downloader/request-answer.js'
import {
  type AttemptOutcome,
  checkTemporary,
  discardFile,
  downloadToTemporary,
} from '../downloader/temporary.js'
import { checkClaim } from '../downloader/verify-file.js'
import type { FileCache } from './file-cache.js'
import { ageOnArrival, mayBeStale } from './freshness.js'
import { keptHeader, readFile, type StoredFile } from './stored-file.js'

/** Failures behind which a host may hide a 304: it says nothing of the server's answer. */
const mayHideAnswer = /^(network|http-status|file-system|unknown)$/

/** Failures in place of which a file that is out of date may be handed out. */
const isUnreachable = /^(network|timeout|stalled|interrupted|too-many)$/
const isServerError = /^50[0234]$/

/** The names of content codings at the end of a tag, and what stands before them. */
const codings = /([^\da-z]{1,8}(x-)?(gzip|gz|br|brotli|zstd|deflate|compress|identity))*[^\da-z]{0,8}$/i

/** An attempt whose file is kept. What is there is handed out if it is fresh, or the server says that it has not changed. */
export async function downloadToCache(attempt: Attempt, cache: FileCache): Promise<AttemptOutcome> {
  const { job } = attempt
  const { request } = job
  const table = await cache.open().catch(() => undefined)
  if (table === undefined) return downloadToTemporary(attempt)
  const known = request.cacheMode === 'reload' ? undefined : await cache.findFor(job)
  checkGoing(attempt)
  if (known === undefined) return keepAnswer(attempt, cache, await fetchAnswer(attempt))
  if (cache.isUsable(known, request)) return cache.handOut(known)
  const release = cache.store.hold(known, cache.options)
  try {
    const answer = await fetchIfChanged(attempt, cache, known)
    if (answer === undefined) return cache.handOut(known)
    const outcome = await keepAnswer(attempt, cache, answer)
    // The new one could not be kept, and the old one is no longer what the server has. Pinned, it is better than nothing.
    const older = outcome.result.filePath ? undefined : table.get(known.name)
    if (older && !readFile(older)?.isPinned) await cache.store.remove([older]).catch(() => undefined)
    return outcome
  } catch (error) {
    if (attempt.isStopped || !isExcused(error) || !mayBeStale(known, cache.options, Date.now())) throw error
    // The app may have deleted it meanwhile.
    if (!(await cache.store.isThere(known))) throw error
    return cache.handOut(known, true)
  } finally {
    release()
  }
}

interface TimedAnswer extends WholeAnswer {
  /** When it was asked for: milliseconds since 1970. */
  readonly asked: number
}

/** @param known - the version that is kept, which an answer may not contradict */
async function fetchAnswer(attempt: Attempt, known?: StoredFile, isSecond = false): Promise<TimedAnswer> {
  const asked = Date.now()
  const whole = await fetchWhole(attempt, { ...(known && { known: factsOf(known), validatorOf }), isSecond })
  return { ...whole, asked }
}

/** Hands out the answer where it is kept, or, where it cannot be, as a temporary file. */
async function keepAnswer(
  attempt: Attempt,
  cache: FileCache,
  { asked, ...whole }: TimedAnswer,
): Promise<AttemptOutcome> {
  const outcome = await checkTemporary(attempt, whole)
  const file = await cache.keep(attempt.job, whole.answer, outcome.size, asked)
  if (file === undefined) return outcome
  try {
    checkClaim(attempt, whole.answer.tempFilePath)
  } catch (error) {
    await cache.store.remove([file]).catch(() => undefined)
    throw error
  }
  const { tempFilePath, ...result } = outcome.result
  const path = cache.store.pathOf(file)
  return { ...outcome, result: { ...result, path, filePath: path } }
}

/**
 * The file, unless the server says that ours is still right. Not every host passes that on (native-apis.md §1.5): some may fail, or hand out
 * an empty file, and are asked again without a condition.
 */
async function fetchIfChanged(
  attempt: Attempt,
  cache: FileCache,
  known: StoredFile,
): Promise<TimedAnswer | undefined> {
  const { conditions } = cache
  const condition = known.isUnconditional ? undefined : conditionOf(known)
  const isTold = condition !== undefined && attempt.platform.supports('statusCode')
  if (!isTold || conditions.areGivenUp) return fetchAnswer(attempt, known)
  const asked = Date.now()
  /** A 304 about another version. */
  let other: Answer | undefined
  /** Whether an answer was no file already. */
  let isSecond = false
  /** Whether the file that a 304 was about is gone. */
  let isGone = false
  /** Whether the host may hide a 304, behind a failure or an empty file. */
  let isHidden = true
  try {
    const { answer, takeBack } = await requestWhole(attempt, condition, unknownFile)
    if (answer.statusCode !== 304) {
      const size = await acceptAnswer(attempt, answer, takeBack)
      const verdict = judgeAnswer(undefined, factsOf(known), answer, size, validatorOf)
      if (verdict === 'whole') return { answer, size, asked }
      await discardFile(attempt, answer.tempFilePath)
      isSecond = true
      isHidden = size === 0
    } else {
      conditions.areHeld = true
      await discardFile(attempt, answer.tempFilePath || undefined)
      if (isOf(known, answer)) {
        const stored = Date.now()
        const { etag } = known.header
        // Ours is the tag that the server knows, also where it names it otherwise.
        const header = { ...known.header, ...keptHeader(answer.header), ...(etag && { etag }) }
        const initialAge = ageOnArrival(answer.header, asked, stored)
        // The index may be full; the file is right all the same.
        await cache.store.update(known.name, { header, stored, initialAge }).catch(() => undefined)
        if (await cache.store.isThere(known)) return undefined
        isGone = true
      } else {
        other = answer
      }
    }
  } catch (error) {
    const mayHide = isDownloadError(error) && mayHideAnswer.test(error.code) && error.statusCode === undefined
    if (attempt.isStopped || !mayHide) throw error
  }
  checkGoing(attempt)
  const timed = await fetchAnswer(attempt, isGone ? undefined : known, isSecond)
  if (isHidden && !conditions.areHeld) conditions.areGivenUp = true
  // The 304 named what the server does not send: it would do so each time.
  if (other && !isOf(other, timed.answer)) {
    await cache.store.update(known.name, { isUnconditional: true }).catch(() => undefined)
  }
  return timed
}

/**
 * What is known of a cached file. Without a validator its length says nothing: it may have changed. What has the same weak tag may be shorter
 * (RFC 9110 §8.8.1), but not empty.
 */
function factsOf({ size, header }: StoredFile): KnownFile {
  const total = /^W/.test(header.etag || '') ? Math.min(size, 1) : size
  return { total, validator: validatorOf(header), type: header['content-type'] }
}

/** What a server names a version by; for whole files a weak tag is enough (RFC 9110 §8.8.1). */
function validatorOf({
  etag,
  'last-modified': modified,
}: Readonly<Record<string, string>>): string | undefined {
  return etag === undefined ? modified : etag.replace(/^W\//, '')
}

function conditionOf({ header }: StoredFile): Record<string, string> | undefined {
  const { etag, 'last-modified': modified } = header
  if (etag) return { 'If-None-Match': etag }
  return modified ? { 'If-Modified-Since': modified } : undefined
}

/**
 * Whether a 304 is about this version. A server that has gone back to an older one takes ours, by its date, for unchanged, and names another
 * date (RFC 9111 §4.3.4).
 */
function isOf({ header: known }: Pick<Answer, 'header'>, { header }: Answer): boolean {
  return ['etag', 'last-modified'].every((name) => {
    const [ours = '', theirs = ''] = [known[name], header[name]]
    return ours === '' || theirs === '' || versionIn(ours) === versionIn(theirs)
  })
}

/**
 * A tag without its weakness, and without the content coding that servers append where they compress: `"x-gzip"` by Apache's mod_deflate
 * (`DeflateAlterETag`; RFC 9110 §8.8.3.3 has one like it). It is safe for a 304, and for nothing else: the server has been given our tag, and
 * says that it is right; both tags are then of one file, whose bytes differ only on their way.
 */
function versionIn(tag: string): string {
  return tag.replace(/^W\/|"/g, '').replace(codings, '')
}

function isExcused(error: unknown): boolean {
  if (!isDownloadError(error)) return false
  return isUnreachable.test(error.code) || isServerError.test(String(error.statusCode))
}
