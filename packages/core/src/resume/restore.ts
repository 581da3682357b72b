import type { Download } from '../downloader/download.js'
import type { Context } from '../downloader/job.js'
import { fileSize } from '../downloader/temporary-file.js'
import { isTooOld, removeKept } from './kept-parts.js'
import { partPath } from './part.js'
import { type DownloadRecord, isJournal, recordsOf } from './records.js'

/** An unfinished download of an earlier run, and the bytes that are there of it. */
export interface FoundRecord {
  readonly id: string
  readonly record: DownloadRecord
  readonly written: number | undefined
}

/**
 * Adds the downloads that have a record, and removes what belongs to none, or has failed long ago. A record that cannot be read is
 * forgotten, and its part file goes. What cannot be removed is left to the next time.
 *
 * @param addAll - adds downloads, unless the app has asked for their paths in this run
 */
export async function restoreDownloads(
  context: Context,
  partMaxAge: number,
  addAll: (found: readonly FoundRecord[]) => readonly Download[],
): Promise<readonly Download[]> {
  const { platform, paths, folder } = context
  const { reserved, exclusive } = paths
  const { files } = platform
  const records = recordsOf(platform, folder())
  const names = await records.open().catch((): ReadonlySet<string> => new Set())
  for (const name of names) {
    const [, id = name] = /^(.*)\.part~*$/.exec(name) || []
    if (isJournal(name) || records.get(id) || reserved.has(id)) continue
    // A temporary file on its way out, or a part without a record, which says what it is a part of.
    await files.unlink(`${folder()}/${name}`).catch(() => undefined)
    records.parts.delete(id)
  }
  const found: FoundRecord[] = []
  for (const [id, record] of [...records.all()]) {
    const read = async (): Promise<void> => {
      if (isTooOld(record.failed, partMaxAge)) await removeKept(context, id)
      if (record.failed !== undefined) return
      const written = records.parts.has(id) ? await fileSize(context, partPath(context, id)) : undefined
      found.push({ id, record, written })
    }
    // Exclusive: what the app has begun at this path may be writing its record now.
    if (!reserved.has(id)) await exclusive(id, read).catch(() => undefined)
  }
  const downloads = addAll(found.sort(byTurn))
  // The app may look at their events only.
  for (const download of downloads) download.catch(() => undefined)
  return downloads
}

function byTurn({ record: one }: FoundRecord, { record: other }: FoundRecord): number {
  const [added = 0, order = 0] = turnOf(one)
  const [otherAdded = 0, otherOrder = 0] = turnOf(other)
  return added - otherAdded || order - otherOrder
}

function turnOf({ turn }: DownloadRecord): readonly number[] {
  return Array.isArray(turn) ? turn : []
}
