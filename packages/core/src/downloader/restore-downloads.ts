import type { Download } from './download.js'
import { type DownloadRecord, readRecord, removeRecord } from './download-record.js'
import { partPath } from './download-to-file.js'
import { fileSize } from './file-size.js'
import type { Surroundings } from './job.js'

/**
 * Adds the downloads that have a record, and removes what belongs to none. A record that cannot be read is removed: its part file, if
 * there ever was one, is found again by its path when the same file is downloaded.
 *
 * @param inTurn - does something for an id that no download has; what its path still waits for comes first
 * @param add - adds a download with what is there of its file
 */
export async function restoreDownloads(
  { platform, folder }: Surroundings,
  inTurn: (id: string, work: () => Promise<void>) => Promise<unknown>,
  add: (record: DownloadRecord, written: number | undefined) => Download,
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
  const records: { id: string; record: DownloadRecord }[] = []
  const pathOf = (id: string): string => `${folder}/${id}.json`
  for (const id of ids) {
    const record = await readRecord(files, pathOf(id))
    if (record === undefined) await removeRecord(files, pathOf(id))
    else records.push({ id, record })
  }
  records.sort(byTurn)
  for (const { id } of records) {
    await inTurn(id, async () => {
      // The app may have ended this download meanwhile.
      const record = await readRecord(files, pathOf(id))
      if (record === undefined) return
      const written = await fileSize({ platform }, partPath(String(record.request.filePath)))
      downloads.push(add(record, written))
    })
  }
  // The app may look at their events only.
  for (const download of downloads) download.catch(() => undefined)
  return downloads
}

function byTurn(
  one: { readonly record: DownloadRecord },
  other: { readonly record: DownloadRecord },
): number {
  const [added = 0, order = 0] = turnOf(one.record)
  const [otherAdded = 0, otherOrder = 0] = turnOf(other.record)
  return added - otherAdded || order - otherOrder
}

function turnOf({ turn }: DownloadRecord): readonly number[] {
  return Array.isArray(turn) ? turn : [0, 0]
}
