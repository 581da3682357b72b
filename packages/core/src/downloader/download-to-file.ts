import { discardFile } from './discard-file.js'
import { type DownloadRecord, readRecord, removeRecord, writeRecord } from './download-record.js'
import type { AttemptOutcome } from './download-to-temporary.js'
import { fetchSegments, type RangeProgress } from './fetch-segments.js'
import { checkNamed, expectedSize, fetchWhole } from './fetch-whole.js'
import { fileSize } from './file-size.js'
import type { Attempt, Job, Surroundings } from './job.js'
import { unknownFile } from './judge-segment.js'
import { type Answer, checkGoing } from './request-answer.js'
import { checkSize, verifyFile } from './verify-file.js'

/**
 * An attempt with `filePath`. The bytes are collected in the part file beside it, checked, and moved to `filePath` in one step. At each
 * step the record says at least what is needed to go on after a kill, see `DownloadRecord`.
 */
export async function downloadToFile(attempt: Attempt, filePath: string): Promise<AttemptOutcome> {
  const { job, platform } = attempt
  const { files } = platform
  const { resume } = job.request
  const part = partPath(filePath)
  const recordPath = recordPathOf(attempt, job)

  const note = async (facts: Omit<DownloadRecord, 'request' | 'turn'>): Promise<void> => {
    job.record = { ...newRecord(job), ...facts }
    await writeRecord(files, recordPath, job.record)
  }

  /** What an earlier attempt or an earlier run left; nothing where that is of no use. */
  const open = async (): Promise<RangeProgress | undefined> => {
    await openRecord(attempt, job)
    const { validator, total = -1 } = job.record || {}
    const size = await fileSize(attempt, part)
    if (size !== undefined && (validator === undefined ? size === total : size <= total)) {
      return { position: size, total, validator }
    }
    await files.unlink(part)
    return undefined
  }

  /** Adds a segment to the part file. The first one becomes it. */
  const append = async (progress: RangeProgress, { data, tempFilePath = '' }: Answer): Promise<void> => {
    const { position, total, validator } = progress
    if (position > 0) {
      await files.appendFile(part, data || (await files.readFile(tempFilePath)))
      const isGone = await discardFile(attempt, data ? undefined : tempFilePath)
      if (!isGone) job.leftovers.push(tempFilePath)
      return
    }
    await note({ ...(total && { total }), ...(validator && { validator }) })
    await (data ? files.writeFile(part, data) : files.saveFile(tempFilePath, part))
  }

  /** Makes a whole answer the part file, whatever that was. */
  const replace = async (answer: Answer): Promise<number | undefined> => {
    const { data, tempFilePath = '' } = answer
    checkNamed(attempt, answer)
    const size = data ? data.byteLength : await fileSize(attempt, tempFilePath)
    job.resumedBytes = 0
    await discardSegments(attempt, job)
    // Until it is the part file.
    job.leftovers.push(tempFilePath)
    checkGoing(attempt)
    // The record calls this size the whole file, so it has to be what the server promised.
    checkSize(attempt, size, expectedSize(answer, job.request))
    await files.unlink(part)
    await note(size === undefined ? {} : { total: size })
    await (data ? files.writeFile(part, data) : files.saveFile(tempFilePath, part))
    job.leftovers.pop()
    return size
  }

  const left = await open()
  // Moved to its place by an earlier run, which did not live to say so.
  if (left === undefined && job.record?.isFinished) {
    const { total = Number.NaN } = job.record
    const size = await verifyFile(attempt, filePath, total).catch(() => undefined)
    if (size === total) {
      await removeRecord(files, recordPath)
      return { result: stored({}, filePath), size }
    }
  }
  const progress = left || { ...job.known, position: 0 }
  if (progress.position === 0) await note({})
  job.resumedBytes = progress.position
  let answer: Answer | undefined
  let expected = progress.total
  if (progress.position !== progress.total) {
    const isResumable = resume && job.pace && !job.isPlain
    const outcome = isResumable
      ? await fetchSegments(attempt, resume, job.pace, progress, (next) => append(progress, next))
      : undefined
    answer = outcome ? outcome.answer : await fetchWhole(attempt)
    expected = outcome && !outcome.isWhole ? progress.total : await replace(answer)
  }
  const size = await verifyFile(attempt, part, expected === undefined ? Number.NaN : expected)
  checkGoing(attempt)
  await note({ ...(size !== undefined && { total: size }), isFinished: true })
  await files.rename(part, filePath)
  await discardSegments(attempt, job)
  await removeRecord(files, recordPath)
  return { result: stored(answer || {}, filePath), size }
}

/**
 * Takes up the record that an earlier run left of the same download, or writes one: from then on a kill does not lose the download, though
 * its turn may not have come.
 */
export async function openRecord(surroundings: Surroundings, job: Job): Promise<void> {
  const { filePath, url } = job.request
  if (job.record !== undefined || filePath === undefined) return
  const { files } = surroundings.platform
  const path = recordPathOf(surroundings, job)
  await files.mkdir(surroundings.folder)
  await files.mkdir(parentOf(filePath))
  const record = await readRecord(files, path)
  if (record?.request.url === url && record.request.filePath === filePath) {
    job.record = record
    return
  }
  await files.unlink(partPath(filePath))
  await writeRecord(files, path, newRecord(job))
  job.record = newRecord(job)
}

/**
 * Removes all that a download has left behind; what cannot be removed is left to `restore`. The part file goes first: where the disk is
 * full, it makes the room that the rest needs to be moved out of the host's temporary files.
 */
export async function removeTraces(surroundings: Surroundings, job: Job): Promise<void> {
  const { files } = surroundings.platform
  const { filePath } = job.request
  if (filePath !== undefined) {
    try {
      await files.unlink(partPath(filePath))
      await removeRecord(files, recordPathOf(surroundings, job))
    } catch {
      // No such folder, or no file system at all.
    }
  }
  await discardSegments(surroundings, job)
}

/** Forgets the segments that have landed. */
export async function discardSegments(surroundings: Surroundings, job: Job): Promise<void> {
  const landed = [...job.segments.values()]
  job.known = unknownFile
  job.segments.clear()
  const paths = [...job.leftovers, ...landed.map(({ answer }) => answer?.tempFilePath)]
  job.leftovers = []
  for (const path of paths) await discardFile(surroundings, path || undefined)
}

/** A record that says nothing of a part file yet. A restored download keeps its turn. */
export function newRecord({ stored, added, order, record }: Job): DownloadRecord {
  return { request: stored, turn: record?.turn || [added, order] }
}

/** Where the bytes of an unfinished download are. */
export function partPath(filePath: string): string {
  return `${filePath}.miniferry-part`
}

function recordPathOf({ folder }: Surroundings, { id }: Job): string {
  return `${folder}/${id}.json`
}

function parentOf(path: string): string {
  return path.replace(/\/+[^/]*$/, '')
}

/** The result under the path that was asked for. */
function stored(
  { data, tempFilePath, ...answer }: Partial<Answer>,
  filePath: string,
): AttemptOutcome['result'] {
  return { errMsg: 'downloadFile:ok', header: {}, ...answer, filePath }
}
