import { asRecord } from '../binding/host.js'
import { isDownloadError } from '../download-error.js'
import { createJournal } from '../downloader/journal.js'
import { ofHost } from '../downloader/paths.js'
import type { DownloadRequest } from '../downloader/request.js'
import type { Platform } from '../platform.js'

/**
 * What the next run of the app needs to know of an unfinished download. It is written before the part file, and before each change of what
 * the part file is; the length of the part file is the progress, so the two cannot disagree.
 */
export interface DownloadRecord {
  readonly request: DownloadRequest
  /** When it was added, and which one of its run it was: the next run restores in this order. */
  readonly turn?: readonly [added: number, order: number]
  /** Identifies the version that the part file is a beginning of. Without it the part file is whole, or worth nothing. */
  readonly validator?: string
  /** Bytes of the whole file. */
  readonly total?: number
  /** The content type of that version. */
  readonly type?: string
  /** What the server calls it, where its folder was asked for. */
  readonly fileName?: string
  /** Where it is about to be moved, where its folder was asked for. */
  readonly path?: string
  /** The file was whole and checked: where no part file is, it has been moved to its place. */
  readonly isFinished?: boolean
  /**
   * When it failed for a reason that may pass: milliseconds since 1970. Nobody waits for it, and the next download of the same goes on
   * from its part.
   */
  readonly failed?: number
  /** Bytes of the part when it failed. */
  readonly failedAt?: number
  /** It failed there before: the server may say nothing of a file that is shorter by now. */
  readonly isStuck?: boolean
  /** It failed since the server contradicted what is known of the part. If that happens again, the part is the one to doubt. */
  readonly isContradicted?: boolean
}

/** The records of one folder, by the ids of their downloads. */
export interface Records {
  /** Reads what an earlier run has left, once. Resolves with the names of what was in the folder. */
  open(): Promise<ReadonlySet<string>>
  /** The user has cleared the files of the app: what is left is looked for again. */
  reopen(): void
  /** `undefined` before `open`. */
  get(id: string): DownloadRecord | undefined
  /** The ids of those whose part file may be there. */
  readonly parts: Set<string>
  all(): ReadonlyMap<string, DownloadRecord>
  /** Writes a record; `undefined` removes it. Those of one turn are written in one call of the host. */
  set(id: string, record: DownloadRecord | undefined): Promise<void>
}

/** A record as it is from now on. */
type Line = readonly [id: string, record: DownloadRecord | undefined]

const journalName = 'miniferry-downloads.jsonl'

/** Lines beyond those that are needed, from which on the journal is compacted. */
const mostLines = 200

const recordsOfHost = /* @__PURE__ */ ofHost(() => new Map<string, Records>())

/** All downloaders of a host that use one folder know of the same records. */
export function recordsOf(platform: Platform, folder: string): Records {
  const known = recordsOfHost(platform)
  const records = known.get(folder) || createRecords(platform, folder)
  known.set(folder, records)
  return records
}

function createRecords({ files }: Platform, folder: string): Records {
  const journal = createJournal<Line>(files, folder, journalName, { format, parse })
  let table = new Map<string, DownloadRecord>()
  let opening: Promise<ReadonlySet<string>> | undefined
  const parts = new Set<string>()
  let openings = 0
  let isThere = false
  /** Lines that are not written yet. */
  let lines: Line[] = []
  /** The write that takes what comes now. */
  let next: Promise<void> | undefined
  let last: Promise<unknown> = Promise.resolve()

  const open = async (): Promise<ReadonlySet<string>> => {
    const names = new Set(await files.readdir(folder))
    for (const name of names) if (/\.part$/.test(name)) parts.add(name.slice(0, -5))
    const isMoved = names.has(`${journalName}~`)
    isThere = names.has(journalName) || isMoved
    if (!isThere) return names
    // One that cannot be read gets a second chance, and is then as good as none.
    openings += 1
    const { lines: known } = await journal.read(names, openings === 1 && names.has(journalName))
    table = replay(known.concat(lines))
    if (isMoved) await journal.recover(names, (told) => notToldBy(told, table)).catch(ignore)
    return names
  }

  const write = async (given: readonly Line[]): Promise<void> => {
    // What the older copy tells of, which a kill may leave, is not so any more.
    const isRemoval = ([, record]: Line): boolean => record === undefined
    const keep = (known: readonly Line[]): Line[] => [...replay(known), ...given.filter(isRemoval)]
    // Another copy of this library may have compacted it already.
    const isLong = (): boolean => journal.length > mostLines + 2 * Math.max(table.size, journal.compactLength)
    if (isLong()) await journal.read(new Set())
    if (isLong()) {
      await journal.compact(given, keep)
      return
    }
    if (isThere) {
      const failure = await journal.append(given).catch((error: unknown) => error)
      if (failure === undefined) return
      if (isDownloadError(failure, 'storage-full')) throw failure
    }
    // Nothing is there yet; or the host or the user has removed it, or another copy of this library compacts it.
    await files.mkdir(folder)
    await (isThere ? journal.compact(given, keep) : journal.create(given))
    isThere = true
  }

  return {
    open() {
      opening = opening || open()
      opening.catch(() => {
        opening = undefined
      })
      return opening
    },
    reopen() {
      opening = undefined
    },
    get: (id) => table.get(id),
    all: () => table,
    parts,
    set(id, record) {
      if (record) table.set(id, record)
      else table.delete(id)
      lines.push([id, record])
      if (next === undefined) {
        next = last.then(async () => {
          next = undefined
          const given = lines
          lines = []
          await write(given).catch((error) => {
            // What comes later goes by it.
            lines = given.concat(lines)
            throw error
          })
        })
        last = next.catch(ignore)
      }
      return next
    },
  }
}

/** Whether a file of the folder is the journal, or on its way to be. */
export function isJournal(name: string): boolean {
  return name.startsWith(journalName)
}

function replay(lines: readonly Line[]): Map<string, DownloadRecord> {
  const table = new Map<string, DownloadRecord>()
  for (const [id, record] of lines) {
    if (record) table.set(id, record)
    else table.delete(id)
  }
  return table
}

/** The records that lines do not tell of. */
function notToldBy(lines: readonly Line[], table: ReadonlyMap<string, DownloadRecord>): Line[] {
  const told = new Set(lines.map(([id]) => id))
  return [...table].filter(([id]) => !told.has(id))
}

function format([id, record]: Line): string {
  return record ? `${id} ${JSON.stringify(record, finite)}` : id
}

/** JSON has no `Infinity`. */
function finite(_name: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? Number.MAX_SAFE_INTEGER : value
}

function parse(text: string): Line | undefined {
  const [, id = '', json] = /^([\da-z]+)(?: ([\s\S]*))?$/.exec(text) || []
  if (json === undefined) return id ? [id, undefined] : undefined
  try {
    const record: unknown = JSON.parse(json)
    return isRecord(record) ? [id, record] : undefined
  } catch {
    return undefined
  }
}

/** What is not as it was written is not believed: one damaged record must not be in the way of the others. */
function isRecord(value: unknown): value is DownloadRecord {
  const {
    request,
    validator = '',
    total = 0,
    type = '',
    failed = 0,
    path = '',
    fileName = '',
  } = asRecord(value)
  const { url, directory, filePath = directory, key = url } = asRecord(request)
  return (
    [url, filePath, key, validator, type, path, fileName].every((text) => typeof text === 'string') &&
    [total, failed].every(Number.isSafeInteger) &&
    filePath !== ''
  )
}

function ignore(): undefined {}
