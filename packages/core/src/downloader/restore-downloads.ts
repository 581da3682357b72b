import type { Download } from './download.js'
import { type DownloadRecord, readRecord, removeRecord } from './download-record.js'
import type { Handle, Surroundings } from './job.js'

/**
 * Adds the downloads that have a record, and removes what belongs to none. A record that cannot be read is removed: its part file, if
 * there ever was one, is found again by its path when the same file is downloaded.
 *
 * @param add - adds a download, unless its path is being written to already
 */
export async function restoreDownloads(
  { platform, folder }: Surroundings,
  add: (record: DownloadRecord) => Handle | undefined,
): Promise<readonly Download[]> {
  const { files } = platform
  const names = await files.readdir(folder).catch((): string[] => [])
  const downloads: Download[] = []
  for (const name of names) {
    const path = `${folder}/${name}`
    const recordPath = path.replace(/~$/, '')
    if (!recordPath.endsWith('.json')) await files.unlink(path)
    // The second file of a record is read with the first, if there is one.
    else if (recordPath === path || !names.includes(recordPath.slice(folder.length + 1))) {
      const record = await readRecord(files, recordPath)
      const handle = record && add(record)
      if (handle) downloads.push(handle.download)
      else if (!record) await removeRecord(files, recordPath)
    }
  }
  // The app may look at their events only.
  for (const download of downloads) download.catch(() => undefined)
  return downloads
}
