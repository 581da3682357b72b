import type { DownloadFileResult } from '../download-file-result.js'
import { discardFile } from './discard-file.js'
import type { DownloadResult } from './download-result.js'
import { fetchWhole, type WholeAnswer } from './fetch-whole.js'
import type { Attempt } from './job.js'
import { checkClaim, verifyChecksum } from './verify-file.js'

/** What an attempt came to. */
export interface AttemptOutcome {
  readonly result: DownloadFileResult & Pick<DownloadResult, 'path'>
  /** Bytes of the file; `undefined` where the host cannot tell. */
  readonly size: number | undefined
  readonly fromCache?: boolean
  readonly isStale?: boolean
}

/** An attempt without `filePath`: one request, whose file is checked and handed out where the host put it. */
export async function downloadToTemporary(attempt: Attempt): Promise<AttemptOutcome> {
  return checkTemporary(attempt, await fetchWhole(attempt))
}

/** Checks the file of an answer, and removes it if it is not what it has to be. */
export async function checkTemporary(
  attempt: Attempt,
  { answer, size }: WholeAnswer,
): Promise<AttemptOutcome> {
  const path = String(answer.tempFilePath)
  try {
    await verifyChecksum(attempt, path, size)
    checkClaim(attempt, path)
    return { result: { ...answer, path }, size }
  } catch (error) {
    await discardFile(attempt, path)
    throw error
  }
}
