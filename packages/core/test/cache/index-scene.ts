import { type CacheIndex, createCacheIndex, type IndexLine } from '../../src/cache/cache-index.js'
import { createStubFiles, type StubFiles } from '../downloader/stub-full-platform.js'
import { fileLine } from './store-scene.js'

export const path = 'usr/index'
export const first = fileLine('a', { url: 'https://example.com/图片.png', vary: ['accept', 'b'] })
export const second = fileLine('b', { header: { etag: '"\n"' }, isPinned: true })
export const uses = [first.name, second.name]
export const lines: IndexLine[] = [first, second, uses]
/** As another run of the app has written them. */
export const usesText = `= ${uses.join(' ')}`
export const texts = [first.text, second.text, usesText]

export interface IndexScene {
  readonly index: CacheIndex
  readonly files: StubFiles
  /** What another run of the app reads. */
  readAgain(isExpected?: boolean): ReturnType<CacheIndex['read']>
  write(text: string | Uint8Array, at?: string): void
  text(at?: string): string
}

export function createIndexScene(): IndexScene {
  const files = createStubFiles()
  return {
    index: createCacheIndex(files, path),
    files,
    readAgain: (isExpected = false) => createCacheIndex(files, path).read(isExpected),
    write: (text, at = path) =>
      void files.contents.set(
        at,
        new Uint8Array(typeof text === 'string' ? new TextEncoder().encode(text) : text),
      ),
    text: (at = path) => new TextDecoder().decode(files.contents.get(at)),
  }
}
