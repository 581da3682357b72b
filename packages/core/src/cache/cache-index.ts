import type { FileStore } from '../platform.js'
import { type FileLine, readLine } from './stored-file.js'

/** A line of the index: a file as it is from now on, or the names of files that were used, in this order. */
export type IndexLine = FileLine | readonly string[]

/** What a cache remembers of its files between two runs of the app. */
export interface CacheIndex {
  /** How many lines there are. */
  readonly length: number
  /**
   * All lines that make sense, and whether that is all there was.
   *
   * @param isExpected - rejects where the host does not let it be read, instead of taking it for lost
   */
  read(isExpected: boolean): Promise<{ readonly lines: IndexLine[]; readonly isSound: boolean }>
  append(lines: readonly IndexLine[]): Promise<void>
  /** Writes the index anew. */
  rewrite(lines: readonly IndexLine[]): Promise<void>
}

/**
 * A file to which lines are appended, so that a change costs as little with 10,000 files as with ten. A line that was cut off, or anything
 * else that makes no sense, is passed over. Calls must not overlap.
 */
export function createCacheIndex(files: FileStore, path: string): CacheIndex {
  let length = 0
  return {
    get length() {
      return length
    },
    async read(isExpected) {
      // A kill between two steps of a rename may leave only the second file.
      for (const candidate of [path, `${path}~`]) {
        const text = await files.readText(candidate).catch((error) => {
          if (isExpected && candidate === path) throw error
          return ''
        })
        const texts = text.split('\n').filter(Boolean)
        const lines = texts.map(parse).filter(isLine)
        length = lines.length
        if (length === 0) continue
        // The rename that a kill prevented: writing the index anew begins by emptying the second file.
        if (candidate !== path) await files.rename(candidate, path).catch(() => undefined)
        return { lines, isSound: candidate === path && length === texts.length }
      }
      return { lines: [], isSound: false }
    },
    async append(lines) {
      length += lines.length
      // Each begins with a line break: what was cut off before must not swallow it.
      await files.appendFile(path, lines.map((line) => `\n${format(line)}`).join(''))
    },
    async rewrite(lines) {
      await files.writeFile(`${path}~`, lines.map(format).join('\n'))
      await files.rename(`${path}~`, path)
      length = lines.length
    },
  }
}

/** Marks a line of names: no name begins like this. */
const used = '= '

function format(line: IndexLine): string {
  return isNames(line) ? used + line.join(' ') : line.text
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
