import { hostTraffic } from './host-traffic.js'
import type { Surroundings } from './job.js'

let discarded = 0

/**
 * Removes a temporary file that nobody needs. Temporary files are read only on both hosts (native-apis.md §5.3), so it is moved to
 * where we may remove it. Says whether it is gone: what cannot be moved is left to the host, which clears its temporary files itself.
 */
export async function discardFile(
  { platform, folder }: Surroundings,
  tempFilePath: string | undefined,
): Promise<boolean> {
  if (tempFilePath === undefined) return true
  const { files } = platform
  hostTraffic(platform).release(tempFilePath)
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
  }
}
