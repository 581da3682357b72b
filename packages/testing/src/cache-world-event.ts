import type { CacheMode } from '@miniferry/download-core'
import { cacheFolder } from './cache-scene.js'

/** What happens in a world. `by` is one of the two that use the cache, `file` one of its files. */
export type CacheWorldEvent =
  | CacheWorldFetch
  | { readonly kind: 'pin' | 'unpin' | 'delete'; readonly file: number; readonly by: number }
  | { readonly kind: 'clear' | 'abort'; readonly by: number }
  | { readonly kind: 'resize'; readonly by: number; readonly maxBytes: number }
  | { readonly kind: 'change' | 'removeFile'; readonly file: number }
  | { readonly kind: 'removeIndex' }
  | { readonly kind: 'disk'; readonly freeBytes: number }
  | { readonly kind: 'server'; readonly state: 'well' | 'away' | 'broken'; readonly after: number }
  | { readonly kind: 'network'; readonly type: 'wifi' | 'none' }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'kill'; readonly steps: number }

export interface CacheWorldFetch {
  readonly kind: 'fetch'
  readonly file: number
  readonly mode: CacheMode
  readonly by: number
  /** Who asks: for each of them the server has another file. */
  readonly user: number
}

export interface CacheWorldOptions {
  /** What the second one is that uses the cache. */
  readonly second: 'downloader' | 'copy'
  readonly staleIfError: boolean
  readonly knobs: Readonly<Record<string, unknown>>
}

/** The files of the server, and their bytes. */
export const worldFiles: ReadonlyMap<string, number> = new Map([
  ['a', 1000],
  ['b', 1500],
  ['c', 500],
  ['d', 2000],
  ['e', 0],
  ['f', 3000],
])

/** Bytes that the cache may take at the beginning: not all of them. */
export const worldBudget = 4000

/** Files that are not the cache's; each contains its path. */
export const foreignFiles: readonly string[] = [
  'user/a.bin',
  'saved/b.png',
  `${cacheFolder}/holiday.png`,
  `${cacheFolder}/miniferry-index.jsonl.old`,
]
