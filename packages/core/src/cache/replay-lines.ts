import { createFileTable, type FileTable, identityOf } from './file-table.js'
import { type IndexLine, isNames } from './index-file.js'
import { type FileLine, readFile, writeLine } from './stored-file.js'

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
