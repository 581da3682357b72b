import type { Surroundings } from './job.js'

let discarded = 0

/**
 * Removes a temporary file that nobody needs. Temporary files are read only on both hosts (native-apis.md §5.3), so it is moved to
 * where we may remove it. What cannot be moved is left to the host, which clears its temporary files itself.
 */
export async function discardFile(
  { platform, folder }: Surroundings,
  tempFilePath: string | undefined,
): Promise<void> {
  if (tempFilePath === undefined) return
  const { files } = platform
  discarded += 1
  const path = `${folder}/discarded-${discarded}`
  try {
    await files.mkdir(folder)
    await files.saveFile(tempFilePath, path)
  } catch {
    // Gone already, or too large for the quota.
  }
  await files.unlink(path).catch(() => undefined)
}
