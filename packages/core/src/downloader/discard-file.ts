import { hostTraffic } from './host-traffic.js'
import type { Attempt } from './job.js'

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
