import { isDownloadError } from '../download-error.js'
import type { FileStore } from '../platform.js'
import { type FileLine, readLine } from './stored-file.js'

/** A line of the index: a file as it is from now on, or the names of files that were used, in this order. */
export type IndexLine = FileLine | readonly string[]

/** What a cache remembers of its files between two runs of the app: a file of lines. Calls must not overlap. */
export interface IndexFile {
  /** How many lines there are, as far as this copy of the library knows. */
  readonly length: number
  /** How many of them the last compaction has left. */
  readonly compactLength: number
  /**
   * All lines that make sense, and whether that is all there was.
   *
   * @param names - of what is in the folder
   * @param isExpected - rejects where the host does not let it be read, instead of taking it for lost
   */
  read(names: ReadonlySet<string>, isExpected?: boolean): Promise<IndexContent>
  append(lines: readonly IndexLine[]): Promise<void>
  /**
   * Adds lines, and compacts what is there then, also what other copies of this library have added.
   *
   * @param keep - what is left of the lines that were there, by the names of what is in the folder
   */
  compact(given: readonly IndexLine[], keep: Keep): Promise<void>
  /**
   * Ends a compaction that a kill has cut short.
   *
   * @param names - of what is in the folder
   * @param files - all that it tells of
   */
  recover(names: ReadonlySet<string>, files: readonly FileLine[]): Promise<void>
}

interface IndexContent {
  readonly lines: IndexLine[]
  readonly isSound: boolean
}

type Keep = (lines: readonly IndexLine[], names: ReadonlySet<string>) => readonly IndexLine[]

/** The index in its folder. */
export const indexName = 'miniferry-index.jsonl'

/** Where it is while it is compacted. */
const movedName = 'miniferry-index.jsonl~'

/** How often one looks whether another copy of this library has written it anew. */
const mostTries = 20

/**
 * Lines are appended, so that a change costs as little with 10,000 files as with ten. A line that was cut off, or anything else that makes no
 * sense, is passed over.
 *
 * Several copies of this library may append to one index. Who compacts it moves it first, so no line is lost that another one appends
 * meanwhile: that append fails, and comes here once more (`compact`).
 */
export function createIndexFile(files: FileStore, directory: string): IndexFile {
  const path = `${directory}/${indexName}`
  const moved = `${directory}/${movedName}`
  let length = 0
  let compactLength = 0

  const readText = (from: string): Promise<string> => files.readText(from).catch(() => '')
  // Each begins with a line break: what was cut off before must not swallow it.
  const add = (to: string, lines: readonly IndexLine[]): Promise<void> =>
    files.appendFile(to, lines.map((line) => `\n${format(line)}`).join(''))

  const move = (): Promise<boolean> =>
    files.rename(path, moved).then(
      () => true,
      () => false,
    )

  /** Writes it anew, from what was moved where there was one. */
  const write = async (
    isMoved: boolean,
    keep: (lines: IndexLine[]) => readonly IndexLine[],
  ): Promise<void> => {
    try {
      const lines = keep(isMoved ? linesIn(await files.readText(moved)) : [])
      const text = lines.map(format).join('\n')
      await files.writeFile(path, text)
      // Another copy may have made one at the same time.
      if (!isMoved && !(await readText(path)).startsWith(text)) await add(path, lines)
      length = lines.length
      compactLength = length
    } catch (error) {
      if (isMoved) await files.rename(moved, path).catch(() => undefined)
      throw error
    }
    if (isMoved) await files.unlink(moved).catch(() => undefined)
  }

  return {
    get length() {
      return length
    },
    get compactLength() {
      return compactLength
    },
    async read(names, isExpected = false) {
      // What was moved is older than what is there now.
      const older = names.has(movedName) ? await readText(moved) : ''
      const newer = await (isExpected ? files.readText(path) : readText(path))
      const texts = textsIn(`${older}\n${newer}`)
      const lines = texts.map(parse).filter(isLine)
      length = lines.length
      return { lines, isSound: length > 0 && length === texts.length }
    },
    append(lines) {
      length += lines.length
      return add(path, lines)
    },
    async compact(given, keep) {
      for (let tries = 1; ; tries += 1) {
        const names = new Set(await files.readdir(directory))
        const isThere = names.has(indexName)
        const isOurs = !names.has(movedName) && (!isThere || (await move()))
        if (isOurs) return write(isThere, (lines) => keep(lines.concat(given), names))
        // Another copy of this library compacts it, or the host does not let it be moved.
        const failure = await add(path, given).catch((error: unknown) => error)
        if (failure === undefined) break
        if (isDownloadError(failure, 'storage-full')) throw failure
        if (tries === mostTries) {
          await add(moved, given)
          break
        }
      }
      length += given.length
    },
    async recover(names, known) {
      if (!names.has(movedName)) return
      const told = linesIn(await readText(path))
      if (told.length === 0) {
        await files.rename(moved, path)
        return
      }
      const toldOf = new Set(told.map((line) => (isNames(line) ? '' : line.name)))
      const rest = known.filter(({ name }) => !toldOf.has(name))
      if (rest.length > 0) await add(path, rest)
      await files.unlink(moved)
    },
  }
}

/** Marks a line of names: no name begins like this. */
const used = '= '

function format(line: IndexLine): string {
  return isNames(line) ? used + line.join(' ') : line.text
}

function textsIn(text: string): string[] {
  return text.split('\n').filter(Boolean)
}

function linesIn(text: string): IndexLine[] {
  return textsIn(text).map(parse).filter(isLine)
}

function parse(text: string): IndexLine | undefined {
  return text.startsWith(used) ? text.slice(used.length).split(' ') : readLine(text)
}

function isLine(line: IndexLine | undefined): line is IndexLine {
  return line !== undefined
}

export function isNames(line: IndexLine): line is readonly string[] {
  return Array.isArray(line)
}
