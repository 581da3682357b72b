import type { DownloadError } from '../download-error.js'
import type { Attempt, Context } from '../downloader/job.js'
import { fileSize } from '../downloader/temporary-file.js'
import { discardSegments, type Part, partPath, removePart } from './part.js'
import { recordsOf } from './records.js'

/**
 * Keeps of a download that has failed what the next one of the same can go on from: its part file and its record, unless the failure is one
 * that no repetition changes.
 */
export async function keepPart(
  part: Part,
  attempt: Attempt | undefined,
  partMaxAge: number,
  error: DownloadError,
): Promise<void> {
  const { job, records, record, path } = part
  const { isContradicted = false, isRefused = false } = attempt || {}
  if (!mayPass(error) || record?.validator === undefined || partMaxAge === 0) {
    await removePart(part)
    return
  }
  const failedAt = await fileSize(job.context, path)
  const isStuck = failedAt === record.failedAt
  // A file whose checksum is wrong has no good part; nor has one that the server contradicts again without another byte.
  if (error.code === 'integrity' && (!isContradicted || (isStuck && record.isContradicted))) {
    await removePart(part)
    return
  }
  await discardSegments(part)
  // Where it cannot be written, `restore` begins it again.
  await records
    .set(job.id, {
      ...record,
      failed: Date.now(),
      // Who refuses a response says nothing of the part.
      isContradicted: isContradicted && !isRefused,
      isStuck,
      ...(failedAt !== undefined && { failedAt }),
    })
    .catch(() => undefined)
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

/** Whether a part that was kept since then is too old. One of the future was kept by another clock. */
export function isTooOld(failed: number | undefined, partMaxAge: number): boolean {
  return failed !== undefined && Date.now() - failed > partMaxAge
}

/** Removes the oldest part that was kept, for something else that needs room on a full disk; says whether there was one. */
export async function removeOldestPart(context: Pick<Context, 'platform' | 'folder'>): Promise<boolean> {
  const records = recordsOf(context.platform, context.folder())
  await records.open()
  let oldest: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [id, { failed }] of records.all()) {
    if (failed === undefined || failed >= least) continue
    oldest = id
    least = failed
  }
  if (oldest === undefined) return false
  await removeKept(context, oldest)
  return true
}

/** Removes a part that was kept, and its record. */
export async function removeKept(context: Pick<Context, 'platform' | 'folder'>, id: string): Promise<void> {
  const records = recordsOf(context.platform, context.folder())
  await context.platform.files.unlink(partPath(context, id))
  records.parts.delete(id)
  // Where even that finds no room, the part is gone all the same.
  await records.set(id, undefined).catch(() => undefined)
}
