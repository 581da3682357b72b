import type { DownloadError } from '../download-error.js'
import type { Platform } from '../platform.js'
import type { Download, DownloadProgress, DownloadResult, DownloadState } from './download.js'
import type { DownloadPolicy } from './policy.js'
import type { DownloadRequest } from './request.js'

/** The settings of a downloader. A name that is no setting is warned about once. */
export interface DownloaderConfig extends DownloadPolicy {
  /**
   * Downloads at a time. Never more than the platform allows, over all downloaders and `downloadFile` calls together. One of a higher priority takes the
   * place of one that runs at the end of its segment; where this is left out, it begins beside it, if the platform allows one more.
   *
   * @defaultValue 6
   */
  concurrency?: number
  /**
   * The folder of what a downloader keeps from one run of the app to the next, and of unfinished files, under the
   * host's `env.USER_DATA_PATH`: elsewhere it is an `invalid-argument`.
   *
   * @defaultValue `${USER_DATA_PATH}/miniferry`
   */
  directory?: string
  /**
   * Milliseconds for which the part of a download with `filePath` is kept that has failed for a reason that may pass: `network`, `timeout`, `stalled`,
   * `interrupted`, `too-many`, `unknown` of the host, status 401, 403, 408, 425, 429 and 5xx, and an answer that is not the file. The next one of the same `url` and
   * `filePath` goes on from it; `restore()` does not begin it by itself. Its request is kept with it, headers too.
   *
   * What is older is removed by `restore()`, and on a full disk the oldest goes first. `0` keeps none.
   *
   * @defaultValue 604800000, seven days
   */
  partMaxAge?: number
  /**
   * Keeps the files of downloads without `filePath`, within a budget: what `createFileCache` returns. Several downloaders may share one.
   *
   * @defaultValue false
   */
  cache?: false | DownloadCache
  /**
   * The host, for tests.
   *
   * @defaultValue the host that this package is for
   */
  platform?: Platform
}

/** What a downloader takes for a cache: what `createFileCache` returns. */
export interface DownloadCache {
  readonly [destinations]: unknown
}

/** The key of what a downloader uses of a cache: a symbol, so that it is no method for apps, and the same in every copy of this library. */
export const destinations: unique symbol = /* @__PURE__ */ Symbol.for('miniferry.destinations')

/** A queue of downloads that survive failures, the background and the end of the app. */
export interface Downloader {
  /**
   * Adds a download, or joins an unfinished one of the same `url` and `filePath`, whose settings are those of the newer request from then on. Never
   * throws: what is wrong with the request is the error of the download.
   */
  download(request: string | DownloadRequest): Download
  /** The unfinished downloads: running, then in the order they would run. */
  readonly downloads: readonly Download[]
  /** Pauses all downloads, and those that are added from now on. */
  pause(): void
  /** Resumes all downloads. */
  resume(): void
  /** Aborts all unfinished downloads. */
  abort(): void
  /**
   * The downloads with `filePath` that an earlier run of the app did not finish, going on. Call it once, when the app starts;
   * what they left behind and nothing needs any more is removed. Those that have failed are left alone, for as long as `partMaxAge` says. Functions of a request (`success`, `hashers`, …) are not kept:
   * those of the downloader count.
   */
  restore(): Promise<readonly Download[]>
  /** Calls `listener` for each event of any download; returns the function that ends it. */
  on<Event extends keyof DownloaderEvents>(
    event: Event,
    listener: (event: DownloaderEvents[Event]) => void,
  ): () => void
}

/** What happens to the downloads of a downloader. */
export interface DownloaderEvents {
  /** A download is in another state now, its first one included; told a moment later. */
  state: { readonly download: Download; readonly state: DownloadState }
  /** An attempt begins. */
  start: { readonly download: Download }
  progress: { readonly download: Download; readonly progress: DownloadProgress }
  /** An attempt failed and will be repeated in `delay` milliseconds. */
  retry: { readonly download: Download; readonly error: DownloadError; readonly delay: number }
  /** A download waits until the host allows it to go on. */
  wait: { readonly download: Download; readonly reason: 'network' | 'foreground' }
  success: { readonly download: Download; readonly result: DownloadResult }
  /** Also after `abort()`. */
  fail: { readonly download: Download; readonly error: DownloadError }
}

/** The events of a downloader. */
export type DownloaderEvent = keyof DownloaderEvents
