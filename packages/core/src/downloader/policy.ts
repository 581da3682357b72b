import type { DownloadError } from '../download-error.js'

/** How downloads are carried out: of a downloader, or of one request, which wins field by field. */
export interface DownloadPolicy {
  /** Request headers, name to value. Those of the request are added to those of the downloader. */
  header?: Record<string, string>
  /**
   * Milliseconds for one attempt: for one segment where a download is made of segments, else for the whole file.
   *
   * @defaultValue none: an attempt ends by silence. After 60 seconds without headers or a byte it is a `timeout`, later see `stallTimeout`; a client that
   * reports headers and no progress is left to its own timer, which gets ten minutes
   */
  timeout?: number
  /**
   * Milliseconds without a byte after which an attempt ends with `stalled`. Counts from the headers or the first byte on.
   *
   * @defaultValue none where there is a `timeout`; else 30000, from the first progress on, since some clients report none at all
   */
  stallTimeout?: number
  /**
   * Milliseconds between two progress events. The last one always comes, and is exact.
   *
   * @defaultValue 100
   */
  progressInterval?: number
  /**
   * The networks to download on. With `'wifi'` a download waits wherever the phone is not known to be on Wi-Fi. Of several that share a transfer
   * the least strict decides.
   *
   * @defaultValue 'any'
   */
  network?: 'any' | 'wifi'
  /**
   * How often and when a failed attempt is repeated; a number is the `limit`.
   *
   * @defaultValue `{ limit: 3 }`
   */
  retry?: number | RetryOptions
  /**
   * Whether a download with `filePath` is made of ranged requests, so that it goes on where it was cut. Servers without
   * ranges, that refuse them, or without a strong validator, and hosts that report no status, get one plain request. `false` also ignores what is
   * known of the file from a part that was kept.
   *
   * @defaultValue true
   */
  resume?: boolean | ResumeOptions
  /**
   * Asked before each attempt, of a restored download as well: signs a url, renews a token, or chooses another server. What it returns serves all
   * requests of that attempt, and is written nowhere: not to the disk, nor into an error. Without `url` or `header` those of the request stay; headers are
   * added to them. With it, 401 and 403 are worth another attempt.
   *
   * It takes as long as `timeout` says, else a minute. What it throws is the error of the attempt: a `DownloadError` as it is, anything else as the
   * `cause` of one with `unknown`, which is repeated if it has `retryable: true`.
   */
  beforeAttempt?(facts: AttemptFacts): AttemptAddress | undefined | Promise<AttemptAddress | undefined>
  /**
   * Whether an HTTP status is a success. Not asked for a 206 or 416 that answers a range of ours, nor for a 304 that answers a condition of
   * ours. A status that refuses the first range is no failure yet: the whole file is asked for.
   *
   * @defaultValue 200 to 299
   */
  validateStatus?(statusCode: number): boolean
  /**
   * Whether an answer that `validateStatus` has accepted is the file, and not the login page of a network or a server, say:
   * `({ header }) => !/^text\/html\b/i.test(header['content-type'] || '')`.
   *
   * One that is refused is removed, is an `integrity` error with `statusCode`, is not repeated, and replaces nothing: no file at `filePath`, no part of
   * one, no cached file. If the next download of the same is refused or contradicted as well, a part that was kept is removed.
   *
   * Asked for downloads and for revalidation; not for a 206 or 416 that answers a range of ours, nor for a 304 that answers a condition of ours, which are
   * compared with what is known. It answers synchronously: a promise counts as `true`. An exception ends the download with `unknown`.
   *
   * @defaultValue every answer
   */
  validateResponse?(response: ResponseFacts): boolean
  /**
   * What computes a checksum where the host cannot, by algorithm: `{ sha256: () => sha256.create() }` with
   * `@noble/hashes`. An algorithm that neither has is an `invalid-argument`, before anything is started.
   */
  hashers?: Readonly<Record<string, () => Hasher>>
  /**
   * How the cache is used, where the downloader has one. Downloads with `filePath`, with a `Range` or with a condition (`If-…`) of their own
   * never use it.
   *
   * @defaultValue 'default'
   */
  cacheMode?: CacheMode
}

/**
 * How a download uses the cache, in the words of `fetch`. `'default'`: serves what is fresh, and asks the server whether the rest has changed.
 * `'no-cache'`: always asks. `'reload'`: downloads anew, and keeps that. `'force-cache'`: serves what is there, however old.
 * `'no-store'`: as if there were no cache.
 */
export type CacheMode = 'default' | 'no-cache' | 'reload' | 'force-cache' | 'no-store'

/** What `beforeAttempt` is told. */
export interface AttemptFacts {
  readonly url: string
  readonly header: Readonly<Record<string, string>>
  /** This one included, from 1 on. */
  readonly attempts: number
  /** What ended the attempt before; `undefined` for the first one of this run of the app. */
  readonly error: DownloadError | undefined
  readonly meta: Readonly<Record<string, unknown>> | undefined
}

/** Where an attempt goes. */
export interface AttemptAddress {
  readonly url?: string
  readonly header?: Readonly<Record<string, string>>
}

/** What an answer says of itself; `validateResponse` is given a copy of its own. */
export interface ResponseFacts {
  /** The HTTP status; `undefined` where the host reports none. */
  readonly statusCode: number | undefined
  /** Response headers, under lower-case names; `{}` where the host reports none. */
  readonly header: Readonly<Record<string, string>>
}

/**
 * When a failed attempt is repeated. Progress starts the count again: bytes that were never there before. No attempt is: waiting for the network, the foreground or a place among the host's
 * downloads; asking without a range that was refused; asking once more after an answer that contradicts what is known; and what a server refuses, with
 * `Retry-After`, while it wants to be left alone.
 */
export interface RetryOptions {
  /**
   * Repetitions after a failure that the server had a part in. `Infinity` is allowed.
   *
   * @defaultValue 3
   */
  limit?: number
  /**
   * Repetitions of attempts that never reached the server, counted apart.
   *
   * @defaultValue `limit`
   */
  connectLimit?: number
  /**
   * Milliseconds before the first repetition; a tenth of it where bytes have come since the failure before.
   *
   * @defaultValue 1000
   */
  minDelay?: number
  /**
   * Milliseconds that the growing delay never exceeds.
   *
   * @defaultValue 30000
   */
  maxDelay?: number
  /**
   * How much longer each delay is than the one before.
   *
   * @defaultValue 2
   */
  factor?: number
  /**
   * `'full'` waits a random part of the delay, so that many phones do not come back at once.
   *
   * @defaultValue 'full'
   */
  jitter?: 'full' | 'none'
  /**
   * Milliseconds that `Retry-After` is obeyed for at most. It counts instead of the delay; `'full'` jitter adds up to half of it. Until then
   * nothing else of the same origin is started, over all downloaders.
   *
   * @defaultValue 300000
   */
  maxRetryAfter?: number
  /**
   * Decides in place of `error.retryable`, within the limits. An exception counts as no.
   *
   * @param attempts - attempts so far, from 1 on
   */
  shouldRetry?(error: DownloadError, attempts: number): boolean
}

/** How a download is cut into ranged requests. */
export interface ResumeOptions {
  /**
   * Bytes of the first segment. The following ones grow towards two seconds of transfer and halve after a failure, between
   * 256 KiB and 8 MiB.
   *
   * @defaultValue what the last download of this downloader from the same server has come to, until the network changes; at first 2 MiB, or 1 MiB with `parallel`
   */
  segmentSize?: number
  /**
   * Segments at a time. More than one helps against servers that throttle each connection; the bytes are still
   * written in order. With one, the next is asked for just before the last one ends, so there are two connections for a moment. Where the server refuses one beside others, there is one at a time from then on.
   *
   * @defaultValue 1
   */
  parallel?: number
  /**
   * The API for the segments. `'request'` is the way round for hosts whose download API drops `Range`; it needs the server
   * on the app's list of request domains, and each segment passes through memory.
   *
   * @defaultValue 'downloadFile'
   */
  via?: 'downloadFile' | 'request'
}

/** Computes a checksum piece by piece; the hash objects of `@noble/hashes` are such. */
export interface Hasher {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}
