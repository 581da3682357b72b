import { downloadToCache } from '../cache/download-to-cache.js'
import { isDownloadError } from '../download-error.js'
import { removeOldestPart } from '../resume/kept-parts.js'
import { discardSegments, downloadToFile, newRecord } from '../resume/resume.js'
import { hostTraffic } from './host-traffic.js'
import type { Attempt, Job, Surroundings } from './job.js'
import { type AttemptOutcome, downloadToTemporary } from './temporary.js'

/**
 * One attempt, from where the last one ended. Something is done at once about failures that no waiting mends: a file whose checksum is wrong is
 * fetched again from zero, folders that are gone are made again, both once in the life of a download, and on a full disk other files make
 * room.
 */
export async function runAttempt(attempt: Attempt): Promise<AttemptOutcome> {
  const { job } = attempt
  for (;;) {
    try {
      return await downloadTo(attempt)
    } catch (error) {
      if (attempt.isStopped || !isDownloadError(error)) throw error
      if (error.code === 'integrity' && !job.isContradicted && !job.hasRestarted) {
        job.hasRestarted = true
        // With an empty record the part file is worth nothing, and the next round removes it.
        if (job.record) job.record = newRecord(job)
        await discardSegments(attempt, job)
        const traffic = hostTraffic(attempt.platform)
        traffic.leave(job)
        traffic.enter(job)
      } else if (error.code === 'storage-full') {
        if (!(await makeRoom(attempt))) throw error
      } else if (error.code === 'file-system' && job.record && !job.hasReopened) {
        // The user has cleared the files of the app: the folders are made again, and what is left is looked for.
        job.hasReopened = true
        job.record = undefined
      } else {
        throw error
      }
    }
  }
}

function downloadTo(attempt: Attempt): Promise<AttemptOutcome> {
  const { cache, job } = attempt
  const { filePath } = job.request
  if (filePath !== undefined) return downloadToFile(attempt, filePath)
  return cache?.serves(job.request) ? downloadToCache(attempt, cache) : downloadToTemporary(attempt)
}

/** On a full disk the parts of failed downloads go first, the oldest before the others, then cached files. */
async function makeRoom(attempt: Attempt): Promise<boolean> {
  const { job, cache } = attempt
  if (await removeOldestPart(attempt).catch(() => false)) return true
  if (cache === undefined || job.hasMadeRoom) return false
  job.hasMadeRoom = true
  return cache.makeRoom(job.meter.progress.totalBytesExpectedToWrite).catch(() => false)
}

/** The next attempt of a job. What hears of it is asked for at each event, since handles come and go. */
export function createAttempt(surroundings: Surroundings, job: Job, onProgress: () => void): Attempt {
  const { platform, gate, cache, partMaxAge, warn } = surroundings
  job.isContradicted = job.isRefused = false
  const stops = new Set<() => void>()
  const attempt: Attempt = {
    platform,
    gate,
    cache,
    partMaxAge,
    get folder() {
      return surroundings.folder
    },
    warn,
    job,
    isStopped: false,
    isAnswered: false,
    isAnnounced: false,
    isHeldBack: false,
    refusedHeader: {},
    stops,
    changes: gate.changes,
    stop() {
      attempt.isStopped = true
      for (const stop of [...stops]) stop()
    },
    onProgress,
    onHeaders(header) {
      if (attempt.isAnnounced) return
      attempt.isAnnounced = true
      for (const handle of job.handles) handle.headers(header)
    },
  }
  return attempt
}
