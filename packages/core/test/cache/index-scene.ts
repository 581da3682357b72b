import { createIndexFile, type IndexFile, type IndexLine } from '../../src/cache/journal.js'
import { createStubFiles, type StubFiles } from '../downloader/stub-full-platform.js'
import { fileLine } from './store-scene.js'

export const path = 'usr/miniferry-index.jsonl'
/** Where it is while it is compacted. */
export const movedPath: string = `${path}~`
export const first = fileLine('a', { url: 'https://example.com/图片.png', vary: ['accept', 'b'] })
export const second = fileLine('b', { header: { etag: '"\n"' }, isPinned: true })
export const uses = [first.name, second.name]
export const lines: IndexLine[] = [first, second, uses]
/** As another run of the app has written them. */
export const usesText = `= ${uses.join(' ')}`
export const texts = [first.text, second.text, usesText]

export interface IndexScene {
  readonly index: IndexFile
  /** Writes an index with these lines, and no others. */
  replace(lines: readonly IndexLine[]): Promise<void>
  readonly files: StubFiles
  /** What another run of the app reads. */
  readAgain(isExpected?: boolean): ReturnType<IndexFile['read']>
  write(text: string | Uint8Array, at?: string): void
  text(at?: string): string
}

export function createIndexScene(): IndexScene {
  const files = createStubFiles()
  const index = createIndexFile(files, 'usr')
  return {
    index,
    files,
    replace: (given) => index.compact(given, (found) => found.slice(found.length - given.length)),
    readAgain: async (isExpected = false) =>
      createIndexFile(files, 'usr').read(new Set(await files.readdir('usr')), isExpected),
    write: (text, at = path) =>
      void files.contents.set(
        at,
        new Uint8Array(typeof text === 'string' ? new TextEncoder().encode(text) : text),
      ),
    text: (at = path) => new TextDecoder().decode(files.contents.get(at)),
  }
}
