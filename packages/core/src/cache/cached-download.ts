import { isDownloadError } from '../download-error.js'
import { checkGoing } from '../downloader/attempt.js'
import { type CacheSource, nowhere, type Outcome } from '../downloader/destination.js'
import {
  acceptResponse,
  checkTemporary,
  fetchTemporary,
  fetchWhole,
  requestWhole,
  type WholeResponse,
} from '../downloader/fetch-whole.js'
import type { Attempt } from '../downloader/job.js'
import { judgeResponse, type KnownFile, unknownFile } from '../downloader/judge-response.js'
import type { Response } from '../downloader/send-request.js'
import { checkClaim, discardFile } from '../downloader/temporary-file.js'
import type { Platform } from '../platform.js'
import type { CachedFiles } from './cached-files.js'
import { ageOnArrival, mayBeStale } from './freshness.js'
import { keptHeader, type StoredFile } from './stored-file.js'

/** Failures behind which a host may hide a 304: it says nothing of the server's answer. */
const mayHideAnswer = /^(network|http-status|file-system|unknown)$/

/** Failures in place of which a stale file may be served (stale-if-error). */
const isUnreachable = /^(network|timeout|stalled|interrupted|too-many)$/
const isServerError = /^50[0234]$/

/** The names of content codings at the end of a tag, and what stands before them. */
const codings = /([^\da-z]{1,8}(x-)?(gzip|gz|br|brotli|zstd|deflate|compress|identity))*[^\da-z]{0,8}$/i

/** What a downloader puts into a cache, and gets from it. */
export function cachedDownloads(files: CachedFiles, platform: Platform): CacheSource {
  return {
    platform,
    destinationOf(job) {
      if (!files.mayServe(job.request)) return undefined
      files.enter(job)
      return {
        ...nowhere,
        fetch: (attempt) => fetchCached(attempt, files),
        find: (closedFor) => files.lookUp(job, closedFor),
        end: () => files.leave(job),
      }
    },
    makeRoom: files.makeRoom,
  }
}

/** An attempt whose file is kept. What is there is served if it is fresh, or the server says that it has not changed. */
async function fetchCached(attempt: Attempt, files: CachedFiles): Promise<Outcome> {
  const { job } = attempt
  const { request } = job
  const isOpen = await files.open().catch(() => undefined)
  if (isOpen === undefined) return fetchTemporary(attempt)
  const known = request.cacheMode === 'reload' ? undefined : await files.findFor(job)
  checkGoing(attempt)
  if (known === undefined) return keepResponse(attempt, files, await fetchResponse(attempt))
  if (files.isUsable(known, request)) return files.serve(known)
  const release = files.store.hold(known, files.options)
  try {
    const response = await fetchIfChanged(attempt, files, known)
    if (response === undefined) return files.serve(known)
    const outcome = await keepResponse(attempt, files, response)
    // The new one could not be kept, and the old one is no longer what the server has. Pinned, it is better than nothing.
    if (!outcome.result.filePath) await files.store.removeUnpinned(known.name)
    return outcome
  } catch (error) {
    if (attempt.isStopped || !isExcused(error) || !mayBeStale(known, files.options, Date.now())) throw error
    // The app may have deleted it meanwhile.
    if (!(await files.store.isThere(known))) throw error
    return files.serve(known, true)
  } finally {
    release()
  }
}

interface TimedResponse extends WholeResponse {
  /** When it was asked for: milliseconds since 1970. */
  readonly asked: number
}

/** @param known - the version that is kept, which an answer may not contradict */
async function fetchResponse(attempt: Attempt, known?: StoredFile, isSecond = false): Promise<TimedResponse> {
  const asked = Date.now()
  const whole = await fetchWhole(attempt, { ...(known && { known: factsOf(known), validatorOf }), isSecond })
  return { ...whole, asked }
}

/** Stores a response; one that cannot be stored is served as a temporary file. */
async function keepResponse(
  attempt: Attempt,
  files: CachedFiles,
  { asked, ...whole }: TimedResponse,
): Promise<Outcome> {
  const outcome = await checkTemporary(attempt.job, whole)
  const file = await files.keep(attempt.job, whole.response, outcome.size, asked)
  try {
    // Another download may have been given the same temporary file while the host was busy with this one.
    checkClaim(attempt.job, whole.response.tempFilePath)
  } catch (error) {
    if (file) await files.store.remove([file]).catch(() => undefined)
    throw error
  }
  if (file === undefined) return outcome
  const { tempFilePath, ...result } = outcome.result
  const path = files.store.pathOf(file)
  return { ...outcome, result: { ...result, path, filePath: path } }
}

/**
 * The file, unless the server says that ours is still right. Not every host passes that on (native-apis.md §1.5): some may fail, or give
 * an empty file, and are asked again without a condition.
 */
async function fetchIfChanged(
  attempt: Attempt,
  files: CachedFiles,
  known: StoredFile,
): Promise<TimedResponse | undefined> {
  const { conditions } = files
  const condition = known.isUnconditional ? undefined : conditionOf(known)
  const isTold = condition !== undefined && attempt.job.context.platform.supports('statusCode')
  if (!isTold || conditions.areGivenUp) return fetchResponse(attempt, known)
  const asked = Date.now()
  /** A 304 about another version. */
  let other: Response | undefined
  /** Whether an answer was no file already. */
  let isSecond = false
  /** Whether the file that a 304 was about is gone. */
  let isGone = false
  /** Whether the host may hide a 304, behind a failure or an empty file. */
  let isHidden = true
  try {
    const { response, takeBack } = await requestWhole(attempt, condition, unknownFile)
    if (response.statusCode !== 304) {
      const size = await acceptResponse(attempt, response, takeBack)
      const verdict = judgeResponse(undefined, factsOf(known), response, size, validatorOf)
      // An empty one may be a 304 that the host calls a success, even of another tag.
      if (verdict === 'whole' && size !== 0) return { response, size, asked }
      await discardFile(attempt.job, response.tempFilePath)
      isSecond = true
      isHidden = size === 0
    } else {
      conditions.areHeld = true
      await discardFile(attempt.job, response.tempFilePath || undefined)
      if (isOf(known, response)) {
        const stored = Date.now()
        const { etag } = known.header
        // Ours is the tag that the server knows, also where it names it otherwise.
        const header = { ...known.header, ...keptHeader(response.header), ...(etag && { etag }) }
        const initialAge = ageOnArrival(response.header, asked, stored)
        // The index may be full; the file is right all the same.
        await files.store.update(known.name, { header, stored, initialAge }).catch(() => undefined)
        if (await files.store.isThere(known)) return undefined
        isGone = true
      } else {
        other = response
      }
    }
  } catch (error) {
    const mayHide = isDownloadError(error) && mayHideAnswer.test(error.code) && error.statusCode === undefined
    if (attempt.isStopped || !mayHide) throw error
  }
  checkGoing(attempt)
  const timed = await fetchResponse(attempt, isGone ? undefined : known, isSecond)
  if (isHidden && !conditions.areHeld) conditions.areGivenUp = true
  // The 304 named what the server does not send: it would do so each time.
  if (other && !isOf(other, timed.response)) {
    await files.store.update(known.name, { isUnconditional: true }).catch(() => undefined)
  }
  return timed
}

/**
 * What is known of a cached file. Without a validator its length says nothing: it may have changed. What has the same weak tag may be of any
 * length (RFC 9110 §8.8.1).
 */
function factsOf({ size, header }: StoredFile): KnownFile {
  const total = /^W/.test(header.etag || '') ? undefined : size
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
function isOf({ header: known }: Pick<Response, 'header'>, { header }: Response): boolean {
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
