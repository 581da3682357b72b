import { asksForRange, fetchWhole, type WholeAnswer } from '../downloader/fetch-whole.js'
import { hostTraffic } from '../downloader/host-traffic.js'
import type { Attempt, Job, Surroundings } from '../downloader/job.js'
import { unknownFile } from '../downloader/judge-answer.js'
import { type Answer, checkGoing } from '../downloader/request-answer.js'
import type { ResolvedRequest } from '../downloader/resolve-request.js'
import { type AttemptOutcome, discardFile, fileSize } from '../downloader/temporary.js'
import { checkClaim, verifyFile } from '../downloader/verify-file.js'
import type { Platform } from '../platform.js'
import { type DownloadRecord, readRecord, removeRecord, writeRecord } from './record.js'
import { fetchSegments, type RangeOutcome, type RangeProgress } from './segments.js'

/**
 * An attempt with `filePath`. The bytes are collected in a part file in our own folder, checked, and moved to `filePath` in one step. At each
 * step the record says at least what is needed to go on after a kill, see `DownloadRecord`.
 */
export async function downloadToFile(attempt: Attempt, filePath: string): Promise<AttemptOutcome> {
  const { job, platform } = attempt
  const { files } = platform
  const { resume } = job.request
  const part = partPathOf(attempt, job.id)
  const recordPath = recordPathOf(attempt, job)

  const note = async (facts: Omit<DownloadRecord, 'request' | 'turn'>): Promise<void> => {
    job.record = { ...newRecord(job), ...facts }
    await writeRecord(files, recordPath, job.record)
  }

  /** What an earlier attempt or an earlier run left; nothing where that is of no use. */
  const open = async (): Promise<RangeProgress | undefined> => {
    await openRecord(attempt, job)
    const { validator, total = -1, type } = job.record || {}
    const size = await fileSize(attempt, part)
    if (size !== undefined && (validator === undefined ? size === total : size <= total)) {
      return { position: size, total, validator, type }
    }
    await files.unlink(part)
    return undefined
  }

  /** Makes an answer the part file. */
  const store = async ({ data, tempFilePath = '' }: Answer): Promise<void> => {
    await (data ? files.writeFile(part, data) : files.saveFile(tempFilePath, part))
    checkClaim(attempt, tempFilePath)
    hostTraffic(platform).release(tempFilePath, job)
  }

  /** Adds a segment to the part file. The first one becomes it. */
  const append = async (progress: RangeProgress, answer: Answer): Promise<void> => {
    const { position, total, validator, type } = progress
    const { data, tempFilePath = '' } = answer
    // It may have landed long ago.
    checkClaim(attempt, tempFilePath)
    if (position > 0) {
      await files.appendFile(part, data || (await files.readFile(tempFilePath)))
      checkClaim(attempt, tempFilePath)
      const isGone = await discardFile(attempt, data ? undefined : tempFilePath)
      if (!isGone) job.leftovers.push(tempFilePath)
      return
    }
    await note({ ...(total && { total }), ...(validator && { validator }), ...(type && { type }) })
    await store(answer)
  }

  /** Makes a whole answer the part file, whatever that was. */
  const replace = async ({ answer, size }: WholeAnswer): Promise<void> => {
    job.resumedBytes = 0
    await discardSegments(attempt, job)
    // Until it is the part file.
    job.leftovers.push(answer.tempFilePath || '')
    checkGoing(attempt)
    await files.unlink(part)
    await note(size === undefined ? {} : { total: size })
    await store(answer)
    job.leftovers.pop()
  }

  let left = await open()
  if (left === undefined && job.record?.isFinished) {
    // A kill may have left it where `FileStore.rename` puts it on its way.
    await files.rename(`${part}~`, part).catch(() => undefined)
    left = await open()
  }
  // Moved to its place by an earlier run, which did not live to say so.
  if (left === undefined && job.record?.isFinished) {
    const { total = Number.NaN } = job.record
    const size = await verifyFile(attempt, filePath, total).catch(() => undefined)
    if (size === total) {
      await removeRecord(files, recordPath)
      return { result: stored({}, filePath), size }
    }
  }
  const progress: RangeProgress = left || { ...job.known, position: 0 }
  if (progress.position === 0) await note({})
  job.resumedBytes = progress.position
  let answer: Answer | undefined
  let expected = progress.total
  if (progress.position !== progress.total) {
    const { pace } = job
    const outcome: RangeOutcome =
      resume && pace && !job.isPlain && takesRanges(job.request, platform)
        ? await fetchSegments(attempt, resume, pace, progress, (next) => append(progress, next))
        : { kind: 'none' }
    answer = outcome.answer
    if (outcome.kind !== 'complete') {
      // Who asks not to resume does not mean what is there.
      const known = resume ? progress : unknownFile
      const isSecond = outcome.kind === 'contradiction'
      const whole = outcome.kind === 'whole' ? outcome : await fetchWhole(attempt, { known, isSecond })
      await replace(whole)
      answer = whole.answer
      expected = whole.size
    }
  }
  const size = await verifyFile(attempt, part, expected)
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
  const isOutdated = record?.failed !== undefined && isTooOld(record.failed, surroundings.partMaxAge)
  if (record?.request.url === url && record.request.filePath === filePath && !isOutdated) {
    const { failed, ...rest } = record
    job.record = rest
    // From now on somebody waits for it again.
    if (failed !== undefined) await writeRecord(files, path, rest)
    return
  }
  await files.unlink(partPathOf(surroundings, job.id))
  await writeRecord(files, path, newRecord(job))
  job.record = newRecord(job)
}

/** Whether a part that was kept is too old. One of the future was kept by another clock. */
export function isTooOld(failed: number, partMaxAge: number): boolean {
  return Date.now() - failed > partMaxAge
}

/** Writes the record of a job whose request is a newer one. */
export async function rewriteRecord(surroundings: Surroundings, job: Job): Promise<void> {
  job.record = { ...newRecord(job), ...job.record, request: job.stored }
  await writeRecord(surroundings.platform.files, recordPathOf(surroundings, job), job.record)
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
      await files.unlink(partPathOf(surroundings, job.id))
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
  const { platform, folder } = surroundings
  for (const path of paths) await discardFile({ platform, folder, job }, path || undefined)
}

/** A record that says nothing of a part file yet. A restored download keeps its turn. */
export function newRecord({ stored, added, order, record }: Job): DownloadRecord {
  return { request: stored, turn: record?.turn || [added, order] }
}

/** Where the bytes of an unfinished download are. The name is short, however long that of the file is. */
export function partPathOf({ folder }: Pick<Surroundings, 'folder'>, id: string): string {
  return `${folder}/${id}.part`
}

/**
 * A data URL has no ranges, a caller who asks for a range gets that one, and without status and headers nobody can tell what came
 * back (native-apis.md §1.2).
 */
function takesRanges({ url, header }: ResolvedRequest, platform: Platform): boolean {
  return (
    /^http/i.test(url) &&
    !asksForRange(header) &&
    platform.supports('statusCode') &&
    platform.supports('responseHeader')
  )
}

export function recordPathOf({ folder }: Surroundings, { id }: Job): string {
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
  return { errMsg: 'downloadFile:ok', header: {}, ...answer, path: filePath, filePath }
}
