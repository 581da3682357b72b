/// <reference path="../host-globals.d.ts" />
import { isDownloadError } from '../download-error.js'
import { createJournal, type LineFormat } from '../downloader/journal.js'
import type { FileStore } from '../platform.js'
import { type FileLine, readFile, readLine, writeLine } from './stored-file.js'
import { createFileTable, type FileTable, identityOf } from './table.js'

/** A line of the index: a file as it is from now on, or the names of files that were used, in this order. */
export type IndexLine = FileLine | readonly string[]

/** The index in its folder. */
export const indexName = 'miniferry-index.jsonl'

/** Marks a line of names: no name begins like this. */
const used = '= '

export const indexFormat: LineFormat<IndexLine> = {
  format: (line) => (isNames(line) ? used + line.join(' ') : line.text),
  parse: (text) => (text.startsWith(used) ? text.slice(used.length).split(' ') : readLine(text)),
}

function isNames(line: IndexLine): line is readonly string[] {
  return Array.isArray(line)
}

/** A table of files, and what is written of it for the next run of the app. Calls must not overlap, but for `use`. */
export interface CacheIndex {
  /**
   * Fills the table with those files that are there. Says whether the index is as it has to be, else it has to be compacted.
   *
   * @param names - of what is in the folder
   * @param isExpected - rejects where the host does not let the index be read, instead of taking it for lost
   */
  open(names: ReadonlySet<string>, isExpected: boolean): Promise<boolean>
  compact(): Promise<void>
  /** Writes what is new about files, after the uses that have not been written yet. */
  write(given: readonly FileLine[]): Promise<void>
  /** Notes a use; written later, with others. */
  use(name: string): void
  /** Learns what other copies of this library have written of files that are known here: they may have pinned one. */
  catchUp(): Promise<void>
}

/** Milliseconds after which uses are written. */
const useDelay = 1000

/** Lines of the index for each file, and in all, from which on it is compacted. */
const linesPerFile = 2
const leastLines = 500

/** @param exclusive - does one thing after the other */
export function createCacheIndex(
  files: FileStore,
  directory: string,
  table: FileTable,
  exclusive: (work: () => Promise<void>) => Promise<void>,
): CacheIndex {
  const file = createJournal(files, directory, indexName, indexFormat)
  /** Names that were used and are not written yet, in order. */
  const uses = new Set<string>()
  let timer: unknown

  const replay = async (lines: readonly IndexLine[], isThere: (name: string) => boolean): Promise<void> => {
    const pinned = replayLines(table, lines, isThere)
    if (pinned.length > 0) await file.append(pinned).catch(ignore)
  }

  // From all lines, not from the table: another copy of this library may know more.
  const compact = (given: readonly IndexLine[]): Promise<void> =>
    file.compact(given, (lines, names) => compactLines(table.all(), lines, (name) => names.has(name)))

  const isLong = (): boolean =>
    file.length > leastLines + linesPerFile * Math.max(table.count, file.compactLength)

  const index: CacheIndex = {
    async open(names, isExpected) {
      const { lines, isSound } = await file.read(names, isExpected && names.has(indexName))
      // One that was to take the place of another, and never came, has not.
      await replay(lines, (name) => names.has(name))
      await file.recover(names, notToldBy(table.all())).catch(ignore)
      return isSound
    },
    compact: () => compact([]),
    async write(given) {
      const lines: readonly IndexLine[] = uses.size > 0 ? [[...uses], ...given] : given
      uses.clear()
      clearTimeout(timer)
      timer = undefined
      if (lines.length === 0) return
      // Another copy of this library may have compacted it already.
      if (isLong()) await file.read(new Set())
      if (isLong()) {
        await compact(lines)
        return
      }
      await file.append(lines).catch(async (error) => {
        if (isDownloadError(error, 'storage-full')) throw error
        // The host or the user has removed the index, or the whole folder; or another copy of this library compacts it.
        await files.mkdir(directory)
        await compact(lines)
      })
    },
    use(name) {
      uses.delete(name)
      uses.add(name)
      timer = timer || setTimeout(() => exclusive(() => index.write([])).catch(ignore), useDelay)
    },
    async catchUp() {
      const names = new Set(await files.readdir(directory))
      const { lines } = await file.read(names)
      const known = new Set(table.everything().map(({ name }) => name))
      await replay(lines, (name) => known.has(name))
      for (const name of uses) table.use(name)
    },
  }
  return index
}

/** The files that the lines of an index do not tell of. */
function notToldBy(files: readonly FileLine[]): (lines: readonly IndexLine[]) => FileLine[] {
  return (lines) => {
    const told = new Set(lines.map((line) => (isNames(line) ? '' : line.name)))
    return files.filter(({ name }) => !told.has(name))
  }
}

function ignore(): undefined {}

/** Lines at the end of an index whose files another copy of this library may be about to move to where they say. */
const latest = 10

/**
 * Brings a table to where the lines of an index lead. Resolves with what was not said by them: several copies of this library write to one
 * index, and one that does not know of a pin says nothing of it when it confirms or replaces a file.
 *
 * @param isThere - whether a file of this name counts
 * @returns lines of files that are pinned all the same
 */
export function replayLines(
  table: FileTable,
  lines: readonly IndexLine[],
  isThere: (name: string) => boolean,
): FileLine[] {
  const pinned = new Set<FileLine>()
  for (const line of lines) {
    if (isNames(line)) for (const name of line) table.use(name)
    else if (isThere(line.name)) {
      const file = withPin(table, line)
      if (file !== line) pinned.add(file)
      table.set(file)
    }
  }
  // Not those of which a later line says something else.
  return [...pinned].filter((file) => table.get(file.name) === file)
}

/**
 * The lines that an index needs for all that its lines come to.
 *
 * @param known - files that are known whether or not the index tells of them
 * @param isThere - whether a file of this name is in the folder
 */
export function compactLines(
  known: readonly FileLine[],
  lines: readonly IndexLine[],
  isThere: (name: string) => boolean,
): FileLine[] {
  const table = createFileTable()
  const coming = new Set<string>()
  for (const line of lines.slice(-latest)) if (!isNames(line)) coming.add(line.name)
  replayLines(table, [...known, ...lines], (name) => isThere(name) || coming.has(name))
  return table.all()
}

/** A pin holds for what comes later of the same thing, until a line says that it has ended. */
function withPin(table: FileTable, line: FileLine): FileLine {
  const known = table.of(line.digest)
  if (known.length === 0 || /"isPinned"/.test(line.text)) return line
  const before = known.find(
    (other) => /"isPinned":true/.test(other.text) && identityOf(other) === identityOf(line),
  )
  const file = before && readFile(line)
  return file ? writeLine({ ...file, isPinned: true }) : line
}
