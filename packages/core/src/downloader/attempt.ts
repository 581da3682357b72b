import {
  DownloadError,
  type DownloadErrorCode,
  type DownloadErrorInit,
  isDownloadError,
} from '../download-error.js'
import { redactUrl } from '../download-file/url.js'
import type { Destination, Outcome } from './destination.js'
import type { Attempt, Job } from './job.js'

/** The next attempt of a job. */
export function createAttempt(job: Job): Attempt {
  return {
    job,
    isStopped: false,
    isAnswered: false,
    hasProgress: false,
    isAnnounced: false,
    isHeldBack: false,
    isContradicted: false,
    isRefused: false,
    refusedHeader: {},
    stops: new Set(),
    changes: job.context.conditions.changes,
  }
}

/**
 * Carries out an attempt. Something is done at once about failures that no waiting mends: a file that is not what it has to be is fetched
 * again, folders that are gone are made again, and on a full disk other files make room.
 */
export async function runAttempt(attempt: Attempt, destination: Destination): Promise<Outcome> {
  for (;;) {
    try {
      return await destination.fetch(attempt)
    } catch (error) {
      if (attempt.isStopped || !isDownloadError(error)) throw error
      const isMended =
        error.code === 'integrity'
          ? await restart(attempt, destination)
          : error.code === 'storage-full'
            ? await makeRoom(attempt.job)
            : error.code === 'file-system' && destination.reopen()
      if (!isMended) throw error
    }
  }
}

/** A file that is not what it has to be is fetched again from zero, once in the life of a download. */
async function restart({ job, isContradicted }: Attempt, destination: Destination): Promise<boolean> {
  // That the host gave one file to two downloads says nothing of the server.
  const most = job.takesTurns ? 2 : 1
  if (isContradicted || job.restarts >= most) return false
  job.restarts = job.takesTurns ? most : 1
  await destination.restart()
  const { traffic } = job.context
  traffic.leave(job)
  traffic.enter(job)
  return true
}

async function makeRoom(job: Job): Promise<boolean> {
  for (const source of job.context.sources) {
    if (await source.makeRoom?.(job).catch(() => false)) return true
  }
  return false
}

/** Ends an attempt: what comes of it later is ignored. */
export function stopAttempt(attempt: Attempt | undefined): void {
  if (attempt === undefined) return
  attempt.isStopped = true
  for (const stop of [...attempt.stops]) stop()
}

/** Throws where an attempt was stopped while the host was busy with its files. */
export function checkGoing({ isStopped, job }: Attempt): void {
  if (isStopped) throw failureOf(job, 'aborted', 'abort')
}

/** The app hears of the headers of an attempt once, though it may have many segments. */
export function announceHeaders(attempt: Attempt, header: Record<string, string>): void {
  if (attempt.isAnnounced) return
  attempt.isAnnounced = true
  for (const handle of attempt.job.handles) handle.headers(header)
}

/** An error of a download that did not come from the host. */
export function failureOf(
  { request, context }: Job,
  code: DownloadErrorCode,
  words: string,
  more: Pick<DownloadErrorInit, 'statusCode' | 'cause'> = {},
): DownloadError {
  const errMsg = `downloadFile:fail ${words}`
  return new DownloadError({
    ...more,
    code,
    errMsg,
    platform: context.platform.name,
    url: redactUrl(request.url),
  })
}

/** What is wrong with a temporary file that the host has given to two. */
export function mixedUp(job: Job): DownloadError {
  return failureOf(job, 'integrity', 'the host gave the same file to another download')
}
