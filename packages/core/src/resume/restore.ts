import type { Download } from '../downloader/download.js'
import type { Surroundings } from '../downloader/job.js'
import { inTurn, type PathOwners } from '../downloader/paths.js'
import { fileSize } from '../downloader/temporary.js'
import { removePart } from './kept-parts.js'
import { type DownloadRecord, readRecord, removeRecord } from './record.js'
import { isTooOld, partPathOf } from './resume.js'

/**
 * Adds the downloads that have a record, and removes what belongs to none, or has failed long ago. A record that cannot be read is
 * removed: its part file, if there ever was one, goes with the next download to the same path, or the next time. What cannot be removed
 * is left to the next time.
 *
 * @param addAll - adds downloads, each with what is there of its file, unless the app has asked for its path in this run
 */
export async function restoreDownloads(
  { platform, folder, partMaxAge }: Surroundings,
  { taken, works }: Pick<PathOwners, 'taken' | 'works'>,
  addAll: (found: readonly FoundRecord[]) => readonly Download[],
): Promise<readonly Download[]> {
  const { files } = platform
  const names = await files.readdir(folder).catch((): string[] => [])
  const ids = new Set<string>()
  for (const name of names) {
    const [, id] = /^(.*)\.json~?$/.exec(name) || []
    if (id !== undefined) ids.add(id)
  }
  for (const name of names) {
    const [, id = name] = /^(.*)\.(?:part|json)~*$/.exec(name) || []
    // A temporary file on its way out, or a part without a record, which says what it is a part of.
    if (!ids.has(id) && !taken.has(id)) await files.unlink(`${folder}/${name}`).catch(() => undefined)
  }
  const found: FoundRecord[] = []
  for (const id of ids) {
    const path = `${folder}/${id}.json`
    const read = async (): Promise<void> => {
      const record = await readRecord(files, path)
      if (record === undefined) {
        await removeRecord(files, path)
      } else if (record.failed !== undefined) {
        if (isTooOld(record.failed, partMaxAge)) await removePart({ platform, folder }, id)
      } else {
        const written = await fileSize({ platform }, partPathOf({ folder }, id))
        found.push({ id, record, written })
      }
    }
    // In turn: what the app has begun at this path may be writing its record now.
    if (!taken.has(id)) await inTurn(works, id, read).catch(() => undefined)
  }
  const downloads = addAll(found.sort(byTurn))
  // The app may look at their events only.
  for (const download of downloads) download.catch(() => undefined)
  return downloads
}

/** An unfinished download of an earlier run, and the bytes that are there of it. */
export interface FoundRecord {
  readonly id: string
  readonly record: DownloadRecord
  readonly written: number | undefined
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
