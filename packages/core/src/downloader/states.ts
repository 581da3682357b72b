import type { DownloadState } from './download.js'

/** What can happen to a download. */
export type JobEvent =
  /** Its turn has come. */
  | 'start'
  /** It cannot go on now, and will by itself. */
  | 'wait'
  /** What it waited for is there, or an attempt was cut through no fault of its own. */
  | 'requeue'
  | 'pause'
  | 'resume'
  | 'abort'
  | 'complete'
  | 'fail'

/** Every state and what each event makes of it. An event that is not listed changes nothing. */
export const transitions: Readonly<
  Record<DownloadState, Readonly<Partial<Record<JobEvent, DownloadState>>>>
> = {
  queued: {
    start: 'active',
    wait: 'waiting',
    pause: 'paused',
    abort: 'aborted',
    complete: 'completed',
    fail: 'failed',
  },
  active: {
    wait: 'waiting',
    requeue: 'queued',
    pause: 'paused',
    abort: 'aborted',
    complete: 'completed',
    fail: 'failed',
  },
  waiting: { requeue: 'queued', pause: 'paused', abort: 'aborted', complete: 'completed' },
  // Its file may have been on its way to its place.
  paused: { resume: 'queued', abort: 'aborted', complete: 'completed' },
  completed: {},
  failed: {},
  aborted: {},
}
