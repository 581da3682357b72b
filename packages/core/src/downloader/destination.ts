import type { DownloadError } from '../download-error.js'
import type { DownloadFileResult } from '../download-file/result.js'
import type { Platform } from '../platform.js'
import type { ClosedFor } from './conditions.js'
import type { DownloadResult } from './download.js'
import { type DownloadCache, destinations } from './downloader.js'
import type { Attempt, Job } from './job.js'

/** Where the attempts of one download put its bytes: a temporary file, a path, a cache. */
export interface Destination {
  /** One attempt, from where the last one ended. */
  fetch(attempt: Attempt): Promise<Outcome>
  /** The download has been added: from then on a kill of the app does not lose it. */
  open?(): Promise<unknown>
  /** The file, where the destination has it: it needs neither a place in the queue nor a request then. */
  find?(closedFor: ClosedFor | undefined): Promise<Outcome | undefined>
  /** What is there is worth nothing: the next attempt begins at zero. */
  restart(): unknown
  /** Its folders may be gone: says whether it looks for them once more. */
  reopen(): boolean
  /** Whether its attempt can end soon without losing anything: it is made of segments. */
  givesWay(): boolean
  /** The request of the job is a newer one. */
  renew(): unknown
  /** The download has ended; with an error it has failed, or was aborted. */
  end?(error: DownloadError | undefined): unknown
  /** Temporary files that an attempt keeps for the next one. */
  keeps(tempFilePath: string): boolean
  /** The host has put another file at a path: what could not be removed from there is gone. */
  forget(tempFilePath: string): void
}

/** The destination of a download that has none yet; others are made of it: it keeps nothing from attempt to attempt. */
export const nowhere: Destination = {
  fetch: () => Promise.reject(),
  restart: ignore,
  reopen: no,
  givesWay: no,
  renew: ignore,
  keeps: no,
  forget: ignore,
}

function ignore(): void {}

function no(): false {
  return false
}

/** What an attempt came to. */
export interface Outcome {
  readonly result: DownloadFileResult & Pick<DownloadResult, 'path'>
  /** Bytes of the file; `undefined` where the host cannot tell. */
  readonly size: number | undefined
  /** Bytes that an earlier attempt, or an earlier run of the app, had fetched. */
  readonly resumedBytes?: number
  readonly fromCache?: boolean
  readonly isStale?: boolean
}

/** Makes destinations. */
export interface DestinationSource {
  /** The destination of a new download; `undefined` where this is not for it. */
  destinationOf(job: Job): Destination | undefined
  /** Removes files on a full disk for another download; says whether it has made room. */
  makeRoom?(job: Job): Promise<boolean>
}

/** What a downloader uses of a cache. */
export interface CacheSource extends DestinationSource {
  readonly platform: Platform
}

/** The members of a cache that only a downloader uses: `DownloadCache`, which is public, does not name their types. */
export function sourceOf(cache: DownloadCache): CacheSource {
  return cache[destinations] as CacheSource
}
