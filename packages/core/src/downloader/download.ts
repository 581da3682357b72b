import type { DownloadTask, ProgressEvent } from '../download-task.js'
import type { DownloadResult } from './download-result.js'

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
  /** As of the last event. */
  readonly progress: DownloadProgress
  /** Attempts so far. */
  readonly attempts: number
  /** Stops it and keeps what it has. After the end it does nothing. */
  pause(): void
  /** Puts it back in the queue, in its old place. If it is not paused it does nothing. */
  resume(): void
  /** Calls `listener` as bytes arrive, at most every `progressInterval`, and once at the end. */
  onProgressUpdate(listener: (event: DownloadProgress) => void): void
  /** Removes `listener`, or all of them. */
  offProgressUpdate(listener?: (event: DownloadProgress) => void): void
}

type TaskMember = 'abort' | 'onHeadersReceived' | 'offHeadersReceived'

/** Progress over all attempts, earlier runs of the app included: a resumed download does not begin at 0. */
export interface DownloadProgress extends ProgressEvent {
  /** Smoothed over the last seconds; 0 before the first event. A clock that is set meanwhile makes no speed negative. */
  bytesPerSecond: number
  /** `undefined` where the total or the speed is not known. */
  secondsRemaining?: number
}
