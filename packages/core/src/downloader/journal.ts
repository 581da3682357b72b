import { isDownloadError } from '../download-error.js'
import type { FileStore } from '../platform.js'

/** A file of lines that is only appended to: what is to be known after a kill of the app. Calls must not overlap. */
export interface Journal<Line> {
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
  read(names: ReadonlySet<string>, isExpected?: boolean): Promise<JournalContent<Line>>
  append(lines: readonly Line[]): Promise<void>
  /** Writes the first lines, where none are. */
  create(lines: readonly Line[]): Promise<void>
  /**
   * Adds lines, and compacts what is there then, also what other copies of this library have added.
   *
   * @param keep - what is left of the lines that were there, by the names of what is in the folder
   */
  compact(
    given: readonly Line[],
    keep: (lines: readonly Line[], names: ReadonlySet<string>) => readonly Line[],
  ): Promise<void>
  /**
   * Ends a compaction that a kill has cut short.
   *
   * @param names - of what is in the folder
   * @param missing - what the lines that are there do not tell
   */
  recover(names: ReadonlySet<string>, missing: (lines: readonly Line[]) => readonly Line[]): Promise<void>
}

export interface JournalContent<Line> {
  readonly lines: Line[]
  readonly isSound: boolean
}

/** How a line is written. */
export interface LineFormat<Line> {
  /** One line of text without tabs. */
  format(line: Line): string
  /** `undefined` for a text that makes no sense. */
  parse(text: string): Line | undefined
}

/** Ends a line that was not cut off. */
const lineEnd = '\t'

/** How often one looks whether another copy of this library has compacted it. */
const mostTries = 20

/**
 * Lines are appended, so that a change costs as little with 10,000 of them as with ten. A line that was cut off, or anything else that
 * makes no sense, is passed over.
 *
 * Several copies of this library may append to one journal. Who compacts it moves it first, so no line is lost that another one appends
 * meanwhile: that append fails, and is to be made by `compact`.
 */
export function createJournal<Line>(
  files: FileStore,
  folder: string,
  name: string,
  { format, parse }: LineFormat<Line>,
): Journal<Line> {
  const path = `${folder}/${name}`
  const movedName = `${name}~`
  const moved = `${folder}/${movedName}`
  let length = 0
  let compactLength = 0

  const write = (line: Line): string => format(line) + lineEnd
  const textsIn = (text: string): string[] => text.split('\n').filter(Boolean)
  const linesIn = (texts: readonly string[]): Line[] => {
    const lines: Line[] = []
    for (const text of texts) {
      const line = text.endsWith(lineEnd) ? parse(text.slice(0, -1)) : undefined
      if (line !== undefined) lines.push(line)
    }
    return lines
  }
  const readText = (from: string): Promise<string> => files.readText(from).catch(() => '')
  // Each begins with a line break: what was cut off before must not swallow it.
  const add = (to: string, lines: readonly Line[]): Promise<void> =>
    files.appendFile(to, lines.map((line) => `\n${write(line)}`).join(''))

  /** Where the host cannot append (WeChat before 2.1.0), writes it anew: only where a kill in that moment leaves what was moved. */
  const addAnyway = (to: string, lines: readonly Line[]): Promise<void> =>
    add(to, lines).catch(async (error) => {
      if (!isDownloadError(error, 'unsupported')) throw error
      await files.writeFile(to, [await readText(to), ...lines.map(write)].join('\n'))
    })

  const move = (): Promise<boolean> =>
    files.rename(path, moved).then(
      () => true,
      () => false,
    )

  const create = async (lines: readonly Line[]): Promise<string> => {
    const text = lines.map(write).join('\n')
    await files.writeFile(path, text)
    length = lines.length
    compactLength = length
    return text
  }

  /** Writes it anew, from what was moved where there was one. */
  const rewrite = async (isMoved: boolean, keep: (lines: Line[]) => readonly Line[]): Promise<void> => {
    try {
      const lines = keep(isMoved ? linesIn(textsIn(await files.readText(moved))) : [])
      const text = await create(lines)
      // Another copy may have made one at the same time.
      if (!isMoved && !(await readText(path)).startsWith(text)) await add(path, lines)
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
      const lines = linesIn(texts)
      length = lines.length
      return { lines, isSound: length > 0 && length === texts.length }
    },
    append(lines) {
      length += lines.length
      return add(path, lines)
    },
    async create(lines) {
      await create(lines)
    },
    async compact(given, keep) {
      for (let tries = 1; ; tries += 1) {
        const names = new Set(await files.readdir(folder))
        const isThere = names.has(name)
        const isOurs = !names.has(movedName) && (!isThere || (await move()))
        if (isOurs) return rewrite(isThere, (lines) => keep(lines.concat(given), names))
        // Another copy of this library compacts it, or the host does not let it be moved.
        const failure = await addAnyway(path, given).catch((error: unknown) => error)
        if (failure === undefined) break
        if (isDownloadError(failure, 'storage-full')) throw failure
        if (tries === mostTries) {
          await add(moved, given)
          break
        }
      }
      length += given.length
    },
    async recover(names, missing) {
      if (!names.has(movedName)) return
      const lines = linesIn(textsIn(await readText(path)))
      if (lines.length === 0) {
        await files.rename(moved, path)
        return
      }
      const rest = missing(lines)
      if (rest.length > 0) await addAnyway(path, rest)
      await files.unlink(moved)
    },
  }
}
