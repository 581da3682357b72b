import type { DownloadFileResult } from '../download-file/result.js'
import type { DownloadResult } from './download.js'
import { fetchWhole, type WholeAnswer } from './fetch-whole.js'
import { hostTraffic } from './host-traffic.js'
import type { Attempt, Surroundings } from './job.js'
import { checkClaim, verifyChecksum } from './verify-file.js'

/** Bytes of a file; `undefined` where there is none, or the host cannot tell. */
export function fileSize(
  { platform }: Pick<Surroundings, 'platform'>,
  path = '',
): Promise<number | undefined> {
  return platform.files.stat(path).then(
    (stat) => stat?.size,
    () => undefined,
  )
}

let discarded = 0

/**
 * Removes a temporary file that nobody needs. Temporary files are read only on both hosts (native-apis.md §5.3), so it is moved to
 * where we may remove it. Says whether it is gone: what cannot be moved is left to the host, which clears its temporary files itself.
 */
export async function discardFile(
  { platform, folder, job }: Pick<Attempt, 'platform' | 'folder' | 'job'>,
  tempFilePath: string | undefined,
): Promise<boolean> {
  if (tempFilePath === undefined) return true
  const { files } = platform
  const traffic = hostTraffic(platform)
  // The host has given the path to another one since, and replaced the file.
  if (!traffic.hold(tempFilePath, job)) return true
  discarded += 1
  const path = `${folder}/discarded-${discarded}`
  try {
    await files.mkdir(folder)
    await files.saveFile(tempFilePath, path)
    await files.unlink(path)
    return true
  } catch {
    // Too large for the quota, say.
    return false
  } finally {
    // Not before: what came there meanwhile would have been moved with it.
    traffic.release(tempFilePath, job)
  }
}

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
