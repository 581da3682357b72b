import { isDownloadError } from '../download-error.js'
import { checkGoing } from '../downloader/attempt.js'
import type { Destination, DestinationSource, Outcome } from '../downloader/destination.js'
import { fetchWhole, type WholeResponse } from '../downloader/fetch-whole.js'
import { fileNameOf, freeName, shorterName } from '../downloader/file-name.js'
import { type Attempt, type Context, identityOf, type Job, targetOf } from '../downloader/job.js'
import { unknownFile } from '../downloader/judge-response.js'
import { pathId } from '../downloader/paths.js'
import type { Response } from '../downloader/send-request.js'
import { checkClaim, discardFile, fileSize } from '../downloader/temporary-file.js'
import { verifyChecksum, verifyFile } from '../downloader/verify-file.js'
import { isTooOld, keepPart, removeOldestPart } from './kept-parts.js'
import {
  createLinks,
  createPart,
  discardSegments,
  emptyRecord,
  type Links,
  note,
  type Part,
  serverOf,
  unlinkPart,
} from './part.js'
import type { DownloadRecord } from './records.js'
import { fetchSegments, type RangeProgress } from './segments.js'

/** Downloads with `filePath`, which go on where they were cut: after a failure, and in the next run of the app. */
export interface Resume extends DestinationSource {
  /** Milliseconds for which the part of a failed download is kept. */
  readonly partMaxAge: number
  /** The destination of a download that an earlier run has left unfinished. */
  continue(job: Job, record: DownloadRecord): Destination
}

/** Milliseconds. */
const week = 604_800_000

export function createResume(
  context: Pick<Context, 'platform' | 'folder'>,
  partMaxAge: number = week,
): Resume {
  const links = createLinks()
  const destinationOf = (job: Job, record?: DownloadRecord): Destination =>
    partFile(createPart(job, record, links), partMaxAge, links)
  return {
    partMaxAge,
    destinationOf: (job) => (targetOf(job.request) === undefined ? undefined : destinationOf(job)),
    continue: destinationOf,
    makeRoom: () => removeOldestPart(context),
  }
}

/**
 * The bytes are collected in a part file in our own folder, checked, and moved to `filePath` in one step. At each step the record says at
 * least what is needed to go on after a kill, see `DownloadRecord`.
 */
function partFile(part: Part, partMaxAge: number, links: Links): Destination {
  const { job } = part
  let attempt: Attempt | undefined
  let hasReopened = false

  return {
    open: () => openPart(part, partMaxAge),
    fetch(next) {
      attempt = next
      part.server = serverOf(part, links)
      return fetchPart(next, part, partMaxAge)
    },
    async restart() {
      // With an empty record the part file is worth nothing, and the next round removes it.
      part.record = emptyRecord(part)
      await discardSegments(part)
    },
    reopen() {
      // The user has cleared the files of the app: the folders are made again, and what is left is looked for.
      if (part.record === undefined || hasReopened) return false
      hasReopened = true
      part.record = undefined
      part.records.reopen()
      return true
    },
    givesWay: () =>
      part.server.pace !== undefined && !part.server.isPlain && part.known.validator !== undefined,
    async renew() {
      const { server } = part
      server.pace = job.request.resume ? server.pace || links.paceOf(job) : undefined
      const { request, turn, ...facts } = part.record || {}
      if (request) await note(part, facts)
    },
    async end(error) {
      if (error) await keepPart(part, attempt, partMaxAge, error)
    },
    keeps: (tempFilePath) =>
      [...part.segments.values()].some(({ response }) => response?.tempFilePath === tempFilePath),
    forget(tempFilePath) {
      part.leftovers = part.leftovers.filter((leftover) => leftover !== tempFilePath)
    },
  }
}

/**
 * Takes up what an earlier run has left of the same download, and writes its record: from then on a kill does not lose the download, though
 * its turn may not have come.
 */
async function openPart(part: Part, partMaxAge: number): Promise<void> {
  const { job, records } = part
  if (part.record !== undefined) return
  await records.open()
  const record = records.get(job.id)
  const isSame =
    record !== undefined &&
    identityOf(record.request) === identityOf(job.request) &&
    targetOf(record.request) === targetOf(job.request)
  if (record === undefined || !isSame || isTooOld(record.failed, partMaxAge)) {
    await unlinkPart(part)
    await note(part)
    return
  }
  const { failed, ...known } = record
  part.record = { ...known, request: job.stored }
  part.fileName = known.fileName
  part.isKept = failed !== undefined
  // From now on somebody waits for it again, perhaps at another address.
  const isNewer = JSON.stringify(record.request) !== JSON.stringify(job.stored)
  if (failed !== undefined || isNewer) await records.set(job.id, part.record)
}

/** What an earlier attempt or an earlier run left; nothing where that is of no use. */
async function whatIsLeft(part: Part): Promise<RangeProgress | undefined> {
  const { job, records, record, path } = part
  if (!records.parts.has(job.id)) return undefined
  const { validator, total = -1, type } = record || {}
  const size = await fileSize(job.context, path)
  if (size !== undefined && (validator === undefined ? size === total : size <= total)) {
    return { position: size, total, validator, type }
  }
  await unlinkPart(part)
  return undefined
}

async function fetchPart(attempt: Attempt, part: Part, partMaxAge: number): Promise<Outcome> {
  const { job, records, path } = part
  const { platform, traffic, paths } = job.context
  const { files } = platform
  const { resume, filePath, directory = '' } = job.request

  const takeName = ({ header }: Response): void => {
    if (filePath === undefined) part.fileName = fileNameOf(header, job.request.url)
  }

  /** What has been stored may be another one's, and the attempt that would begin again may be stopped. */
  const checkStored = async (tempFilePath: string): Promise<void> => {
    if (tempFilePath && !traffic.owns(tempFilePath, job)) {
      part.record = emptyRecord(part)
      await unlinkPart(part)
    }
    checkClaim(job, tempFilePath)
  }

  /** Makes a response the part file. */
  const store = async ({ data, tempFilePath = '' }: Response): Promise<void> => {
    records.parts.add(job.id)
    await (data ? files.writeFile(path, data) : files.saveFile(tempFilePath, path))
    await checkStored(tempFilePath)
    traffic.release(tempFilePath, job)
  }

  /** Adds a segment to the part file, and says whether it has as many bytes as it has to have. The first one becomes the part file. */
  const append = async (progress: RangeProgress, response: Response, length: number): Promise<boolean> => {
    const { position, total, validator, type } = progress
    const { data, tempFilePath = '' } = response
    // It may have landed long ago.
    checkClaim(job, tempFilePath)
    if (position === 0) {
      takeName(response)
      // What fits in one segment need not be noted: a kill loses no more than that.
      if (length !== total)
        await note(part, { ...(total && { total }), ...(validator && { validator }), ...(type && { type }) })
      await store(response)
      return true
    }
    const bytes = data || (await files.readFile(tempFilePath))
    if (bytes.byteLength !== length) return false
    await files.appendFile(path, bytes)
    await checkStored(tempFilePath)
    const isGone = await discardFile(job, data ? undefined : tempFilePath)
    if (!isGone) part.leftovers.push(tempFilePath)
    return true
  }

  /** Makes a whole response the part file, whatever that was. */
  const replace = async ({ response, size }: WholeResponse): Promise<void> => {
    await discardSegments(part)
    takeName(response)
    // Until it is the part file.
    part.leftovers.push(response.tempFilePath || '')
    checkGoing(attempt)
    await unlinkPart(part)
    if (!isEmpty(part) || isOfNote(size)) await note(part, size === undefined ? {} : { total: size })
    await store(response)
    part.leftovers.pop()
  }

  /** Whether a kill must not lose so many bytes. */
  const isOfNote = (size: number | undefined): boolean => !(Number(size) <= (part.server.pace?.first || 0))

  await openPart(part, partMaxAge)
  let left = await whatIsLeft(part)
  if (left === undefined && part.record?.isFinished) {
    // A kill may have left it where `FileStore.rename` puts it on its way.
    records.parts.add(job.id)
    await files.rename(`${path}~`, path).catch(() => undefined)
    left = await whatIsLeft(part)
  }
  // Moved to its place by an earlier run, which did not live to say so.
  if (left === undefined && part.record?.isFinished) {
    const { total = Number.NaN, path: last = '', turn } = part.record
    const place = filePath === undefined ? last : filePath
    const stat = await files.stat(place).catch(() => undefined)
    // Where it could not be moved, another one may have taken its name, or an older file of as many bytes may be there.
    const isOurs =
      stat &&
      !(stat.modifiedTime < Math.floor(Number((turn || [])[0]) / 1000)) &&
      [undefined, job.id].includes(paths.placed.get(place))
    const size = isOurs ? await verifyFile(job, place, total).catch(() => undefined) : undefined
    if (size !== undefined) {
      await records.set(job.id, undefined)
      return { result: placed({}, place), size }
    }
  }
  const progress: RangeProgress = left || { ...part.known, position: 0 }
  let resumedBytes = progress.position
  if (progress.position === 0 && !isEmpty(part)) await note(part)
  let response: Response | undefined
  let expected = progress.total
  if (progress.position !== progress.total || (part.isKept && progress.position > 0)) {
    const outcome = await fetchSegments(attempt, part, progress, append)
    response = outcome.response
    expected = progress.total
    if (outcome.kind !== 'complete') {
      // Who asks not to resume does not mean what is there.
      const known = resume ? progress : unknownFile
      const isSecond = outcome.kind === 'contradiction'
      const whole = outcome.kind === 'whole' ? outcome : await fetchWhole(attempt, { known, isSecond })
      resumedBytes = 0
      await replace(whole)
      response = whole.response
      expected = whole.size
    }
  }
  // What has no name of its own yet must not get two.
  const isNoted = isOfNote(expected) || resumedBytes > 0 || filePath === undefined
  const size = isNoted ? await verifyFile(job, path, expected) : expected
  if (!isNoted) await verifyChecksum(job, path, expected)
  checkGoing(attempt)
  const finish = async (place: string): Promise<Outcome> => {
    const facts = filePath === undefined ? { path: place } : {}
    if (isNoted) await note(part, { ...(size !== undefined && { total: size }), ...facts, isFinished: true })
    await moveInPlace(part, place)
    if (filePath === undefined) paths.placed.set(place, job.id)
    await discardSegments(part)
    await records.set(job.id, undefined)
    return { result: placed(response || {}, place), size, resumedBytes }
  }
  if (filePath !== undefined) return finish(filePath)
  // One after the other, so that no two get one name.
  return paths.exclusive(pathId(directory), async () => {
    const name = part.fileName || fileNameOf({}, job.request.url)
    const taken = await files.readdir(directory).catch(() => [])
    const finishAs = (one: string): Promise<Outcome> => finish(`${directory}/${freeName(one, taken)}`)
    return finishAs(name).catch((error) => {
      const shorter = shorterName(name)
      if (shorter === name || !isDownloadError(error, 'file-system')) throw error
      return finishAs(shorter)
    })
  })
}

/** Whether the record says nothing of a part file. */
function isEmpty({ record }: Part): boolean {
  return record?.validator === undefined && record?.total === undefined
}

/** Folders are made where the host says that they are missing. */
async function moveInPlace({ job, records, path }: Part, filePath: string): Promise<void> {
  const { files } = job.context.platform
  const move = (): Promise<void> => files.rename(path, filePath)
  await move().catch(async (error) => {
    await files.mkdir(filePath.replace(/\/+[^/]*$/, '')).catch(() => {
      throw error
    })
    await move()
  })
  records.parts.delete(job.id)
}

/** The result under the path that was asked for. */
function placed({ data, tempFilePath, ...response }: Partial<Response>, filePath: string): Outcome['result'] {
  return { errMsg: 'downloadFile:ok', header: {}, ...response, path: filePath, filePath }
}
