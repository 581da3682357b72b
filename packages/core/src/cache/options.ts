import type { DownloadRequest } from '../downloader/request.js'
import type { Platform } from '../platform.js'

/** The settings of a file cache. */
export interface CacheOptions {
  /**
   * Bytes that the cached files may take together; the index comes on top. The least recently used ones go first, but not those that were
   * just handed out: they stay until the downloads have ended that were unfinished then, a second longer, at most five minutes. A file that
   * finds no room is handed out as a temporary one.
   */
  maxBytes: number
  /**
   * Milliseconds for which a file is handed out without asking the server, from when it came or was last confirmed. Wins over
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
   * Whether a file that is out of date is handed out when the server cannot be reached, or answers 500, 502, 503 or 504: always, or for
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
