import type { DownloadError } from '../download-error.js'
import type { Job, Surroundings } from '../downloader/job.js'
import { fileSize } from '../downloader/temporary.js'
import { type DownloadRecord, readRecord, removeRecord, writeRecord } from './record.js'
import { discardSegments, partPathOf, recordPathOf, removeTraces } from './resume.js'

/**
 * Leaves of a download that has failed what the next one of the same can go on from: its part file and its record, unless the failure is one
 * that no repetition changes.
 */
export async function leaveTraces(surroundings: Surroundings, job: Job, error: DownloadError): Promise<void> {
  const { record } = job
  const { files } = surroundings.platform
  const failedAt = await fileSize(surroundings, partPathOf(surroundings, job.id))
  const isStuck = record !== undefined && failedAt === record.failedAt
  // A file whose checksum is wrong has no good part; nor has one that the server contradicts again without another byte.
  const isDoubtful =
    error.code === 'integrity' && (!job.isContradicted || (isStuck && record?.isContradicted))
  if (!mayPass(error) || isDoubtful || record?.validator === undefined || surroundings.partMaxAge === 0) {
    await removeTraces(surroundings, job)
    return
  }
  await discardSegments(surroundings, job)
  const kept: DownloadRecord = {
    ...record,
    failed: Date.now(),
    // Who refuses an answer says nothing of the part.
    isContradicted: job.isContradicted && !job.isRefused,
    isStuck,
    ...(failedAt !== undefined && { failedAt }),
  }
  // Where it cannot be written, `restore` begins it again.
  await writeRecord(files, recordPathOf(surroundings, job), kept).catch(() => undefined)
}

/** Whether the same download may succeed later: `integrity` if the server sends the file again, 401 and 403 with other headers. */
function mayPass({ code, retryable, statusCode = 0 }: DownloadError): boolean {
  // What code of the app threw is `unknown`.
  return (
    retryable ||
    /^(integrity|unknown)$/.test(code) ||
    statusCode >= 500 ||
    statusCode === 401 ||
    statusCode === 403
  )
}

/** Removes the oldest part that was kept, for something else that needs room on a full disk; says whether there was one. */
export async function removeOldestPart(surroundings: Surroundings): Promise<boolean> {
  const { folder, platform } = surroundings
  const { files } = platform
  let oldest: { readonly id: string; readonly failed: number } | undefined
  for (const name of await files.readdir(folder).catch((): string[] => [])) {
    const [, id] = /^(.*)\.json$/.exec(name) || []
    const record = id === undefined ? undefined : await readRecord(files, `${folder}/${id}.json`)
    if (id === undefined || record?.failed === undefined) continue
    if (oldest === undefined || record.failed < oldest.failed) oldest = { id, failed: record.failed }
  }
  if (oldest === undefined) return false
  await removePart(surroundings, oldest.id)
  return true
}

/** Removes a part that was kept, and its record. */
export async function removePart(
  { platform, folder }: Pick<Surroundings, 'platform' | 'folder'>,
  id: string,
): Promise<void> {
  await platform.files.unlink(partPathOf({ folder }, id))
  await removeRecord(platform.files, `${folder}/${id}.json`)
}
