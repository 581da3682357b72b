import type { DownloadCache } from '../downloader/destination.js'
import type { DownloadRequest } from '../downloader/request.js'

/**
 * Files that downloads without `filePath` have left, for the next download of the same. A url stands for a request without headers; with
 * headers that carry credentials, those of a downloader as well, or that the server lists in `Vary`, it may be another file. There is no
 * file for a request that the option `key` throws at. The methods reject with `invalid-argument` for a request that cannot be one.
 */
export interface FileCache extends DownloadCache {
  /** The file, fresh or not, which counts as a use of it; `undefined` where there is none, or it was removed. Asks no server. */
  get(request: string | CacheRequest): Promise<CachedFile | undefined>
  /** Whether there is a file, without using it. */
  has(request: string | CacheRequest): Promise<boolean>
  /** Keeps a file until `unpin`, `delete` or `clear`, in later runs of the app as well. `false` where there is none. */
  pin(request: string | CacheRequest): Promise<boolean>
  unpin(request: string | CacheRequest): Promise<boolean>
  /** Removes a file and all its variants. `false` where there is none. */
  delete(request: string | CacheRequest): Promise<boolean>
  /** Removes all files of the cache, pinned ones too, and nothing else. */
  clear(): Promise<void>
  /** Bytes of all files. */
  size(): Promise<number>
  /** All files, the least recently used first. */
  entries(): Promise<readonly CachedFile[]>
  /** Changes `maxBytes` until the app ends, and removes what does not fit any more. */
  resize(maxBytes: number): Promise<void>
}

/** What a cached file was asked for with. */
export type CacheRequest = Pick<DownloadRequest, 'url' | 'header' | 'key'>

/** A file of the cache. */
export interface CachedFile {
  readonly url: string
  readonly filePath: string
  /** Bytes. */
  readonly size: number
  /** When it came, or was last confirmed by the server: milliseconds since 1970. */
  readonly stored: number
  /** Whether a download would get it without asking the server. */
  readonly isFresh: boolean
  readonly isPinned: boolean
  /** Some headers that it came with, under lower-case names: `content-type`, `etag`, `last-modified`, `cache-control`, `expires`, `date`. */
  readonly header: Readonly<Record<string, string>>
}
