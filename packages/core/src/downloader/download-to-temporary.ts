import type { DownloadFileResult } from '../download-file-result.js'
import { discardFile } from './discard-file.js'
import { expectedSize, fetchWhole } from './fetch-whole.js'
import type { Attempt } from './job.js'
import { verifyFile } from './verify-file.js'

/** What an attempt came to. */
export interface AttemptOutcome {
  readonly result: DownloadFileResult
  /** Bytes of the file; `undefined` where the host cannot tell. */
  readonly size: number | undefined
}

/** An attempt without `filePath`: one request, whose file is checked and handed out where the host put it. */
export async function downloadToTemporary(attempt: Attempt): Promise<AttemptOutcome> {
  const result = await fetchWhole(attempt)
  try {
    return { result, size: await verifyFile(attempt, result.tempFilePath || '', expectedSize(result)) }
  } catch (error) {
    await discardFile(attempt, result.tempFilePath)
    throw error
  }
}
