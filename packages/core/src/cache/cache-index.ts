import type { FileStore } from '../platform.js'
import { isStoredFile, type StoredFile } from './stored-file.js'

/** A line of the index: a file as it is from now on, or the names of files that were used, in this order. */
export type IndexLine = StoredFile | readonly string[]

/** What a cache remembers of its files between two runs of the app. */
export interface CacheIndex {
  /** How many lines there are. */
  readonly length: number
  /** All lines that make sense, and whether that is all there was. */
  read(): Promise<{ readonly lines: IndexLine[]; readonly isSound: boolean }>
  append(lines: readonly IndexLine[]): Promise<void>
  /** Writes the index anew. */
  rewrite(lines: readonly IndexLine[]): Promise<void>
}

/**
 * A file to which lines of JSON are appended, so that a change costs as little with 10,000 files as with ten. A line that was cut off, or
 * anything else that makes no sense, is passed over. Calls must not overlap.
 */
export function createCacheIndex(files: FileStore, path: string): CacheIndex {
  let length = 0
  return {
    get length() {
      return length
    },
    async read() {
      // A kill between two steps of a rename may leave only the second file.
      for (const candidate of [path, `${path}~`]) {
        const text = await files.readText(candidate).catch(() => '')
        const values = readLines(text)
        const lines = values.filter(isLine)
        length = lines.length
        if (length > 0) return { lines, isSound: candidate === path && length === values.length }
      }
      return { lines: [], isSound: false }
    },
    async append(lines) {
      length += lines.length
      // Each begins with a line break: what was cut off before must not swallow it.
      await files.appendFile(path, lines.map((line) => `\n${JSON.stringify(line)}`).join(''))
    },
    async rewrite(lines) {
      await files.writeFile(`${path}~`, lines.map((line) => JSON.stringify(line)).join('\n'))
      await files.rename(`${path}~`, path)
      length = lines.length
    },
  }
}

function readLines(text: string): unknown[] {
  const lines = text.split('\n').filter(Boolean)
  try {
    // All at once takes half the time of one after the other.
    return JSON.parse(`[${lines.join()}]`)
  } catch {
    return lines.map(readLine)
  }
}

function readLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isLine(value: unknown): value is IndexLine {
  return Array.isArray(value) || isStoredFile(value)
}
