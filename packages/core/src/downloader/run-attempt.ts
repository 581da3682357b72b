import { downloadToCache } from '../cache/download-to-cache.js'
import { isDownloadError } from '../is-download-error.js'
import { discardSegments, downloadToFile, newRecord } from './download-to-file.js'
import { type AttemptOutcome, downloadToTemporary } from './download-to-temporary.js'
import { hostTraffic } from './host-traffic.js'
import type { Attempt } from './job.js'

/**
 * One attempt, from where the last one ended. Twice in the life of a download something is done about a failure at once: a file that is not
 * what it had to be is fetched again from zero, and on a full disk cached files make room.
 */
export async function runAttempt(attempt: Attempt): Promise<AttemptOutcome> {
  const { job, cache } = attempt
  for (;;) {
    try {
      return await downloadTo(attempt)
    } catch (error) {
      if (attempt.isStopped || !isDownloadError(error)) throw error
      if (error.code === 'integrity' && !job.hasRestarted) {
        job.hasRestarted = true
        // With an empty record the part file is worth nothing, and the next round removes it.
        job.record = newRecord(job)
        await discardSegments(attempt, job)
        const traffic = hostTraffic(attempt.platform)
        traffic.leave(job)
        traffic.enter(job)
      } else if (error.code === 'storage-full' && cache && !job.hasMadeRoom) {
        job.hasMadeRoom = true
        const hasRoom = await cache.makeRoom(job.meter.progress.totalBytesExpectedToWrite).catch(() => false)
        if (!hasRoom) throw error
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
