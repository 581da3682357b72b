import type { DownloadCache } from '../downloader/downloader.js'
import type { DownloadRequest } from '../downloader/request.js'
import type { Platform } from '../platform.js'

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
  /** Removes a file and all its variants, and what is just being stored of it: a download that ends then has no file. `false` where there is none. */
  delete(request: string | CacheRequest): Promise<boolean>
  /** Removes all files of the cache, pinned ones and those that are just being stored too, and nothing else. */
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

/** The settings of a file cache. */
export interface CacheOptions {
  /**
   * Bytes that the cached files may take together; the index comes on top. The least recently used ones go first, but not those that were
   * just served: they stay until the downloads have ended that were unfinished then, a second longer, at most five minutes. A file that
   * finds no room is served as a temporary one.
   */
  maxBytes: number
  /**
   * Milliseconds for which a file is served without asking the server, from when it came or was last confirmed. Wins over
   * what the server says, except `no-store`.
   *
   * @defaultValue what the server says in `Cache-Control` or `Expires`
   */
  maxAge?: number
  /**
   * The folder of the cache, under the host's `env.USER_DATA_PATH`. Other files in it are left alone.
   *
   * @defaultValue `${USER_DATA_PATH}/miniferry/cache`
   */
  directory?: string
  /**
   * Whether a file that is out of date is served when the server cannot be reached, or answers 500, 502, 503 or 504: always, or for
   * so many milliseconds longer than it was fresh. A server that says `must-revalidate` or `no-cache` forbids it.
   *
   * @defaultValue what the server says in `stale-if-error`, else never
   */
  staleIfError?: boolean | number
  /**
   * Whether a file of which the server says nothing but when it was last modified counts as fresh for a tenth of its age then
   * (RFC 9111 §4.2.2).
   *
   * @defaultValue false
   */
  heuristic?: boolean
  /**
   * Names what a request without a `key` asks for: requests of one name share one file. A signature in the url can be left out here. Who replaces the
   * default keeps users apart himself. Called once for each download. Anything but a text with something in it, a promise too, is warned of,
   * and the default is used; if it throws, that is warned of, and the request goes without the cache.
   *
   * @defaultValue the url without its fragment, and all headers that carry credentials
   */
  key?(request: CacheKeyRequest): string
  /**
   * The host, for tests: the same as that of the downloader.
   *
   * @defaultValue the host that this package is for
   */
  platform?: Platform
}

/** What a cache key is made from. The headers of a download are those of its downloader and of its request. */
export type CacheKeyRequest = Readonly<Required<Pick<DownloadRequest, 'url' | 'header'>>> & {
  readonly key?: string
}
