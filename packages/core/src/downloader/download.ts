import type { DownloadFileResult, ProgressEvent } from '../download-file/result.js'
import type { DownloadTask } from '../download-file/task.js'
import type { DownloadRequest } from './request.js'

/** What `downloadFile` reports, and how it came about. */
export interface DownloadResult extends DownloadFileResult {
  /** Where the file is: its `filePath`, its place in the cache, or `tempFilePath`. */
  path: string
  /** What the file is called: by the server, else by the url; the end of `filePath` where that was given. For saving, opening and sharing it. */
  fileName: string
  /** Attempts that it took: 0 where nothing had to be asked of the server. Segments of one attempt count once, waiting does not count. */
  attempts: number
  /** Whether the file was in the cache; `filePath` is its place there. Nothing was downloaded, though the server may have been asked. */
  fromCache: boolean
  /** The cached file is out of date, and the server could not be asked; see `staleIfError`. */
  isStale?: true
  /** Bytes that were there from an earlier attempt, or an earlier run of the app, and were not fetched again. */
  resumedBytes: number
  /** When what happened. */
  timing: DownloadTiming
}

/** Milliseconds since 1970, by the phone's clock. In this order, though the clock was set meanwhile; the differences may be off then. */
export interface DownloadTiming {
  /** When `download` was called; for a restored one, when it was restored. */
  added: number
  /** When its first attempt began. */
  started: number
  ended: number
}

/**
 * Where a download is:
 *
 * | state | meaning |
 * | --- | --- |
 * | `queued` | its turn has not come |
 * | `active` | an attempt is running |
 * | `waiting` | it goes on by itself; `waitingFor` says when |
 * | `paused` | it goes on after `resume()` |
 * | `completed`, `failed`, `aborted` | it has ended |
 */
export type DownloadState = 'queued' | 'active' | 'waiting' | 'paused' | 'completed' | 'failed' | 'aborted'

/** What a waiting download waits for. */
export type WaitingFor = 'retry' | 'network' | 'foreground'

/** One download of a downloader: a promise of its result that is the task as well. */
export interface Download extends Promise<DownloadResult>, Pick<DownloadTask, TaskMember> {
  /** Names it among those of this downloader, and in the next run of the app. */
  readonly id: string
  readonly url: string
  readonly state: DownloadState
  /** Set while `state` is `'waiting'`. */
  readonly waitingFor: WaitingFor | undefined
  /** As it was given. */
  readonly meta: DownloadRequest['meta']
  /** As of the last event; the speed as of now. */
  readonly progress: DownloadProgress
  /** Attempts so far. */
  readonly attempts: number
  /** For `JSON.stringify`: what a list of downloads needs, with the url as in errors, and `path` once it is there. */
  toJSON(): DownloadSummary
  /** Stops it and keeps what it has; one whose file is on its way to its place succeeds all the same. After the end it does nothing. */
  pause(): void
  /** Puts it back in the queue, in its old place. If it is not paused it does nothing. */
  resume(): void
  /** Calls `listener` as bytes arrive, at most every `progressInterval`, and once at the end. */
  onProgressUpdate(listener: (event: DownloadProgress) => void): void
  /** Removes `listener`, or all of them. */
  offProgressUpdate(listener?: (event: DownloadProgress) => void): void
}

/** A download in a few words. */
export interface DownloadSummary extends Pick<Download, 'id' | 'url' | 'state' | 'progress' | 'meta'> {
  readonly key: string | undefined
  readonly path: string | undefined
}

type TaskMember = 'abort' | 'onHeadersReceived' | 'offHeadersReceived'

/** Progress over all attempts, earlier runs of the app included: a resumed download does not begin at 0. */
export interface DownloadProgress extends ProgressEvent {
  /** Smoothed over the last seconds, and falling while nothing comes; 0 before the first event. A clock that is set meanwhile makes no speed negative. */
  bytesPerSecond: number
  /** `undefined` where the total or the speed is not known. */
  secondsRemaining?: number
}
