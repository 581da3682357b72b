import type { DownloadFileResult } from '../download-file-result.js'
import { discardFile } from './discard-file.js'
import { checkNamed, expectedSize, fetchWhole } from './fetch-whole.js'
import type { Attempt } from './job.js'
import type { Answer } from './request-answer.js'
import { verifyFile } from './verify-file.js'

/** What an attempt came to. */
export interface AttemptOutcome {
  readonly result: DownloadFileResult
  /** Bytes of the file; `undefined` where the host cannot tell. */
  readonly size: number | undefined
  readonly fromCache?: boolean
  readonly isStale?: boolean
}

/** An attempt without `filePath`: one request, whose file is checked and handed out where the host put it. */
export async function downloadToTemporary(attempt: Attempt): Promise<AttemptOutcome> {
  return checkTemporary(attempt, await fetchWhole(attempt))
}

/** Checks an answer, and removes its file if it is not what it has to be. */
export async function checkTemporary(attempt: Attempt, answer: Answer): Promise<AttemptOutcome> {
  const { tempFilePath = '' } = answer
  checkNamed(attempt, answer)
  const expected = expectedSize(answer, attempt.job.request)
  try {
    return { result: answer, size: await verifyFile(attempt, tempFilePath, expected) }
  } catch (error) {
    await discardFile(attempt, tempFilePath)
    throw error
  }
}
