import { isDownloadError } from '../is-download-error.js'
import { discardSegments, downloadToFile, newRecord } from './download-to-file.js'
import { type AttemptOutcome, downloadToTemporary } from './download-to-temporary.js'
import type { Attempt } from './job.js'

/**
 * One attempt, from where the last one ended. A file that is not what it had to be is fetched again from zero, once in the life of a
 * download.
 */
export async function runAttempt(attempt: Attempt): Promise<AttemptOutcome> {
  const { job } = attempt
  const { filePath } = job.request
  for (;;) {
    try {
      return await (filePath === undefined ? downloadToTemporary(attempt) : downloadToFile(attempt, filePath))
    } catch (error) {
      if (attempt.isStopped || job.hasRestarted || !isDownloadError(error, 'integrity')) throw error
      job.hasRestarted = true
      // With an empty record the part file is worth nothing, and the next round removes it.
      job.record = newRecord(job)
      await discardSegments(attempt, job)
    }
  }
}
