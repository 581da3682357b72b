import type { Download } from './download.js'
import { type DownloadRecord, readRecord, removeRecord } from './download-record.js'
import { partPath } from './download-to-file.js'
import { fileSize } from './file-size.js'
import type { Surroundings } from './job.js'

/**
 * Adds the downloads that have a record, and removes what belongs to none. A record that cannot be read is removed: its part file, if
 * there ever was one, is found again by its path when the same file is downloaded.
 *
 * @param add - adds a download with what is there of its file, unless its path is being written to already
 */
export async function restoreDownloads(
  { platform, folder }: Surroundings,
  add: (id: string, record: DownloadRecord, written: number | undefined) => Download | undefined,
): Promise<readonly Download[]> {
  const { files } = platform
  const names = await files.readdir(folder).catch((): string[] => [])
  const downloads: Download[] = []
  const ids = new Set<string>()
  for (const name of names) {
    const [, id] = /^(.*)\.json~?$/.exec(name) || []
    // A temporary file on its way out, or something that is not ours to know.
    if (id === undefined) await files.unlink(`${folder}/${name}`)
    else ids.add(id)
  }
  for (const id of ids) {
    const path = `${folder}/${id}.json`
    const record = await readRecord(files, path)
    const part = record && partPath(String(record.request.filePath))
    const download = record && add(id, record, await fileSize({ platform }, part))
    if (download) downloads.push(download)
    else if (!record) await removeRecord(files, path)
  }
  // The app may look at their events only.
  for (const download of downloads) download.catch(() => undefined)
  return downloads
}
