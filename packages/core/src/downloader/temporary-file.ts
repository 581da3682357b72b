import { mixedUp } from './attempt.js'
import type { Context, Job } from './job.js'

/** Bytes of a file; `undefined` where there is none, or the host cannot tell. */
export function fileSize({ platform }: Pick<Context, 'platform'>, path = ''): Promise<number | undefined> {
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
export async function discardFile(job: Job, tempFilePath: string | undefined): Promise<boolean> {
  if (tempFilePath === undefined) return true
  const { platform, traffic, folder } = job.context
  // The host has given the path to another one since, and replaced the file.
  if (!traffic.hold(tempFilePath, job)) return true
  discarded += 1
  const path = `${folder()}/discarded-${discarded}`
  try {
    const { files } = platform
    // Our folder is there, but for the very first one.
    await files.saveFile(tempFilePath, path).catch(async () => {
      await files.mkdir(folder())
      await files.saveFile(tempFilePath, path)
    })
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

/** Throws `integrity` where the host has given a temporary file to another download as well. */
export function checkClaim(job: Job, tempFilePath = ''): void {
  if (tempFilePath === '' || job.context.traffic.owns(tempFilePath, job)) return
  throw mixedUp(job)
}
