/// <reference path="../host-globals.d.ts" />
import { type DownloadError, isDownloadError } from '../download-error.js'
import { longestDelay, withoutFile } from '../download-file/transfer.js'
import { announceHeaders, failureOf } from '../downloader/attempt.js'
import { acceptResponse, asksForRange, type WholeResponse } from '../downloader/fetch-whole.js'
import { type Attempt, type Job, networkOf } from '../downloader/job.js'
import { judgeResponse, type KnownFile } from '../downloader/judge-response.js'
import { elapsed } from '../downloader/progress-meter.js'
import { readContentRange, strongValidator } from '../downloader/response-header.js'
import { type Response, sendRequest } from '../downloader/send-request.js'
import { discardFile, fileSize } from '../downloader/temporary-file.js'
import type { Part, Segment } from './part.js'
import { smallestSegment } from './segment-size.js'

/** The bytes that are in the part file, and the version they are of. */
export interface RangeProgress extends KnownFile {
  position: number
  total: number | undefined
  validator: string | undefined
  type?: string | undefined
}

/**
 * How a row of requests ended: all bytes are in the part file; a response is the whole file by itself; or the whole file has to be asked for
 * plainly, since a range was refused, or was answered with what contradicts it or what is known.
 */
export type RangeOutcome =
  | { readonly kind: 'complete'; readonly response: Response }
  | ({ readonly kind: 'whole' } & WholeResponse)
  | { readonly kind: 'none' | 'contradiction'; readonly response?: undefined }

/** Statuses that a request without a range would have as well, or that say that now is not the time. */
const saysEnough = /^(401|404|407|410|429)$/

/** How often a download asks without a range since one was refused: each time is one more request for a server that is down. */
const mostPlainRequests = 3

/**
 * Fetches the rest of a file as a row of ranged requests, several at a time if asked, and appends them in order.
 *
 * After a failure nothing more is asked for, but what is under way may land: it is good for the next attempt.
 *
 * @param append - stores the bytes that come next, and says whether they are as many as they have to be
 */
export function fetchSegments(
  attempt: Attempt,
  part: Part,
  progress: RangeProgress,
  append: (progress: RangeProgress, response: Response, length: number) => Promise<boolean>,
): Promise<RangeOutcome> {
  const { job, segments, server } = part
  const { pace } = server
  const { resume } = job.request
  if (!resume || !pace || server.isPlain || !takesRanges(job)) return Promise.resolve({ kind: 'none' })
  const { parallel, via } = resume
  const { traffic, conditions, events } = job.context
  return new Promise((resolve, reject) => {
    let inFlight = 0
    let isAppending = false
    /** The first bytes of requests whose responses are no parts: nothing more is asked for, though their files may not have been removed yet. */
    const odd = new Set<number>()
    /** How the row ends, as soon as nothing is under way any more. */
    let ending: (() => void) | undefined
    /** The first bytes of requests that were refused without a status. */
    const refused = new Set<number>()
    /** Whether to ask first if the file is what it was: some clients call 416 a broken link, which would break for ever. */
    let isDoubtful =
      progress.position > 0 &&
      (job.failures.answered + job.failures.unreached > 1 ||
        part.record?.isStuck === true ||
        progress.position === progress.total)
    /** Whether what has landed is worth nothing. */
    let isVoid = false

    /** Ends the row and stops what is under way. */
    const endNow = (settle: () => void): void => {
      if (isVoid) return
      isVoid = true
      ending = settle
      for (const stop of [...attempt.stops]) stop()
    }

    const endIfComplete = (response: Response): void => {
      if (progress.position === progress.total) endNow(() => resolve({ kind: 'complete', response }))
    }

    const report = (): void => {
      let written = progress.position
      // But for the byte that tells whether the file is what it was.
      for (const [start, segment] of segments) if (start >= progress.position) written += segment.written
      job.meter.update(written, progress.total === undefined ? Number.NaN : progress.total)
      events.progress(job)
    }

    /** Requests whose places others may take already. */
    const endingCount = (): number =>
      [...segments.values()].filter(({ isEnding, response }) => isEnding && !response).length

    /** Starts what may be started; settles when nothing is under way and nothing can be. */
    const pump = (): void => {
      const isKnown = progress.total !== undefined && progress.validator !== undefined
      const mayBeBeside = isKnown && !isDoubtful && !job.takesTurns && !server.isSingle
      const lines = mayBeBeside ? parallel : 1
      // As many again may have landed and wait for one before them, or are about to: a slow one does not block the lines beside it.
      const most = mayBeBeside ? 2 * lines : 1
      // One is always asked for: what has landed may wait for bytes that were lost with the part file.
      const mayFetch = (): boolean =>
        inFlight - (mayBeBeside ? endingCount() : 0) < lines &&
        (segments.size < most || inFlight + +isAppending === 0)
      while (!ending && odd.size === 0 && !attempt.isStopped && !job.giveWay && mayFetch()) {
        const { start, limit } = isDoubtful ? { start: 0, limit: 1 } : nextGap(segments, progress)
        const isFull = inFlight > 0 && !traffic.admits(job)
        if (start >= limit || isFull) break
        fetchOne(start, limit)
      }
      if (inFlight > 0 || isAppending) return
      if (ending) ending()
      else {
        job.giveWay?.()
        if (attempt.isStopped) reject(failureOf(job, 'aborted', 'abort'))
      }
    }

    const fetchOne = (start: number, limit: number): void => {
      // The rest is shared, so that the last segments end together.
      const share = Math.max(Math.ceil((limit - start) / parallel), smallestSegment)
      const size = Math.min(pace.next(progress.total), share)
      const segment: Segment = { end: Math.min(limit, start + size), written: 0 }
      const began = Date.now()
      const isBeside = inFlight > 0
      const header: Record<string, string> = { Range: `bytes=${start}-${segment.end - 1}` }
      if (progress.validator !== undefined) header['If-Range'] = progress.validator
      segments.set(start, segment)
      inFlight += 1
      const noteAnswer = (answered: number): void => {
        if (segment.answered !== undefined) return
        segment.answered = answered
        pace.answered(elapsed(began) - elapsed(answered))
        expectEnd()
      }
      /** Lets the next one begin when this one is ending: by a timer, since clients tell of bytes seldom, or never. */
      const expectEnd = (): void => {
        clearTimeout(segment.timer)
        const { end, written, answered } = segment
        const rest = pace.untilNext(end - start, written, answered && elapsed(answered))
        if (segment.isEnding || rest > longestDelay) return
        segment.timer = setTimeout(() => {
          segment.isEnding = true
          pump()
        }, rest)
      }
      expectEnd()
      sendRequest(attempt, via, header, {
        headers(received) {
          noteAnswer(Date.now())
          announceHeaders(attempt, received)
          // The others need not wait for the body of the first.
          if (learn(progress, start, segment, received)) pump()
        },
        progress(written, total) {
          // More than was asked for: the whole file comes instead, and is no progress of this segment.
          if (total > segment.end - start) {
            job.meter.update(written, total)
            events.progress(job)
          } else {
            // Some clients tell late: what has come by then may have come ever since it was asked for.
            noteAnswer(written < size / 16 ? Date.now() : began)
            segment.written = Math.min(written, segment.end - start)
            report()
            expectEnd()
          }
        },
      })
        .then((response) => land(start, segment, response, elapsed(began)))
        .catch((error: unknown) => {
          segments.delete(start)
          const isLink = isDownloadError(error) && error.retryable && error.statusCode === undefined
          if (isLink && conditions.closedFor(networkOf(job)) === undefined) pace.failed(segment.end - start)
          // Some clients make a file of status 200 only (native-apis.md §1.2), so they have none of a part.
          if (isDownloadError(error) && error.statusCode === 206) askPlainly('contradiction')
          else if (isRefusal(error)) refuse(error, start, isBeside)
          else ending = ending || (() => reject(error))
        })
        .then(() => {
          clearTimeout(segment.timer)
          inFlight -= 1
          pump()
        })
    }

    const land = async (
      start: number,
      segment: Segment,
      response: Response,
      elapsed: number,
    ): Promise<void> => {
      const { statusCode, data, tempFilePath, mixedUp } = response
      const isOfRange = statusCode === undefined || statusCode === 206 || statusCode === 416
      if (statusCode !== 206) odd.add(start)
      if (isOfRange && mixedUp) throw mixedUp
      const size = isOfRange
        ? data
          ? data.byteLength
          : await sizeOf(start, response)
        : await acceptResponse(attempt, response, takeBack)
      const verdict = judgeResponse({ start, end: segment.end }, progress, response, size)
      if (verdict === 'part') part.isKept = false
      else {
        odd.add(start)
        // Nothing is under way there any more: the next attempt would wait for it.
        segments.delete(start)
      }
      if (verdict === 'whole') {
        // Another one was first, and has it all.
        if (isVoid) await discardFile(job, tempFilePath)
        endNow(() => resolve({ kind: 'whole', response, size }))
      } else if (verdict === 'part' && isDoubtful) {
        isDoubtful = false
        segments.delete(start)
        await discardFile(job, tempFilePath)
        endIfComplete(response)
      } else if (verdict === 'part') {
        learn(progress, start, segment, response.header)
        segment.response = response
        segment.written = segment.end - start
        pace.succeeded(segment.written, elapsed)
        appendLanded()
      } else {
        await discardFile(job, tempFilePath)
        askPlainly('contradiction')
      }
    }

    /** Bytes of a part. Those that follow the first one are counted when they are read, to be appended. */
    const sizeOf = (start: number, { header, tempFilePath }: Response): Promise<number | undefined> => {
      const range = readContentRange(header)
      const isCounted = start > 0 && tempFilePath && range
      return isCounted ? Promise.resolve(range.end + 1 - range.start) : fileSize(job.context, tempFilePath)
    }

    /**
     * A range was refused. Ranges and lines are ours, so they are given up before the download is: a line beside others, and ranges where no
     * byte has come yet, unless the status says that this would change nothing.
     */
    const refuse = (error: DownloadError, start: number, isBeside: boolean): void => {
      const { statusCode } = error
      // Some clients make a failure of any status from 400 on, and hide it. It may be 416 for a file that is empty, or shorter by now
      // (RFC 9110 §15.5.17); or it has passed already: who has sent a part is asked once more.
      const isHidden = statusCode === undefined
      const isFirst = progress.position === 0 && segments.size === 0
      // With a signature that has expired it would be refused as well.
      const isExpired = statusCode === 403 && job.request.beforeAttempt !== undefined
      const isTold =
        isExpired || saysEnough.test(String(statusCode)) || attempt.refusedHeader['retry-after'] !== undefined
      if (isBeside) {
        server.isSingle = true
        odd.delete(start)
      } else if (isFirst && !isTold && server.plainRequests < mostPlainRequests) {
        server.plainRequests += 1
        askPlainly('none')
      } else if (!isHidden) ending = ending || (() => reject(error))
      else if (progress.validator === undefined || refused.has(start)) askPlainly('contradiction')
      else refused.add(start)
    }

    /** Who gives something else than was asked for, in spite of If-Range, is not asked for ranges again. */
    const askPlainly = (kind: 'none' | 'contradiction'): void => {
      server.isPlain = kind === 'contradiction'
      // The server may have refused another one, and said for how long.
      endNow(ending || (() => resolve({ kind })))
    }

    /** Appends what has landed and is next, one after the other. */
    const appendLanded = (): void => {
      const segment = segments.get(progress.position)
      if (isAppending || isVoid || attempt.isStopped || segment?.response === undefined) return
      const { response } = segment
      isAppending = true
      append(progress, response, segment.end - progress.position)
        .then(async (isWhole) => {
          segments.delete(progress.position)
          if (!isWhole) {
            await discardFile(job, response.tempFilePath)
            askPlainly('contradiction')
            return
          }
          progress.position = segment.end
          if (progress.position > part.furthest) {
            part.furthest = progress.position
            attempt.hasProgress = true
            job.failures.answered = job.failures.unreached = 0
          }
          report()
          endIfComplete(response)
        })
        .catch((error: unknown) => {
          // The whole file has come meanwhile, or has to be fetched anyway: that is how the row ends.
          if (isVoid) return
          // The disk is full, say. What is under way is not cut: a file that has just landed would be nobody's.
          isVoid = true
          ending = () => reject(error)
        })
        .then(() => {
          isAppending = false
          appendLanded()
          pump()
        })
    }

    part.known = progress
    job.meter.begin(progress.position, progress.total)
    const takeBack = job.meter.mark()
    appendLanded()
    pump()
  })
}

/**
 * A data URL has no ranges, a caller who asks for a range gets that one, and without status and headers nobody can tell what came
 * back (native-apis.md §1.2).
 */
function takesRanges({ address: { url, header }, context: { platform } }: Job): boolean {
  return (
    /^http/i.test(url) &&
    !asksForRange(header) &&
    platform.supports('statusCode') &&
    platform.supports('responseHeader')
  )
}

/** Whether the server has refused a range: some clients make a success of that, with neither a status nor a file. */
function isRefusal(error: unknown): error is DownloadError {
  if (isDownloadError(error, 'http-status')) return true
  return (
    isDownloadError(error, 'unknown') && error.statusCode === undefined && error.errMsg.endsWith(withoutFile)
  )
}

/** The first byte that nobody has asked for, and where the next segment begins that somebody has. */
function nextGap(
  segments: ReadonlyMap<number, Segment>,
  { position, total = Number.POSITIVE_INFINITY }: RangeProgress,
): { start: number; limit: number } {
  let start = position
  for (let segment = segments.get(start); segment; segment = segments.get(start)) start = segment.end
  const limit = [...segments.keys()].reduce(
    (least, key) => (key > start ? Math.min(least, key) : least),
    total,
  )
  return { start, limit }
}

/** Learns total and version of the file from the first header; says whether it did. */
function learn(
  progress: RangeProgress,
  start: number,
  segment: Segment,
  header: Record<string, string>,
): boolean {
  const range = readContentRange(header)
  if (progress.validator !== undefined || range === undefined || range.start !== start) return false
  progress.total = range.total
  progress.validator = strongValidator(header)
  progress.type = header['content-type']
  segment.end = Math.min(segment.end, range.total)
  return true
}
