import { createDownloadTask } from '../create-download-task.js'
import type { DownloadError } from '../download-error.js'
import type { Platform } from '../platform.js'
import type { TransferListener } from '../transfer.js'
import type { Download } from './download.js'
import type { DownloadRequest } from './download-request.js'
import type { DownloadResult } from './download-result.js'
import type { Handle, Job } from './job.js'
import { failureOf } from './request-answer.js'
import type { Scheduler } from './scheduler.js'

/** Makes what the app holds of a job. Several handles may share one: each can leave it, and the job goes on for the others. */
export function createDownloadHandle(
  job: Job,
  { success, fail, complete, signal }: DownloadRequest,
  scheduler: Scheduler,
  platform: Platform,
): Handle {
  let listener: TransferListener | undefined
  let ended: 'aborted' | undefined
  const end = (): void => signal?.removeEventListener('abort', abort)
  const abort = (): void => {
    if (!job.handles.has(handle)) return
    if (job.handles.size === 1) {
      scheduler.abort(job)
      return
    }
    ended = 'aborted'
    job.handles.delete(handle)
    pauseIfAll()
    handle.fail(failureOf({ job, platform }, 'aborted', 'abort'))
  }
  const pauseIfAll = (): void => {
    if ([...job.handles].every(({ isPaused }) => isPaused)) scheduler.pause(job)
  }
  const isUnfinished = (): boolean => scheduler.jobs.has(job) && job.handles.has(handle)

  const task = createDownloadTask(
    { success, fail, complete } as Parameters<typeof createDownloadTask>[0],
    (given) => {
      listener = given
      return { abort }
    },
  )
  const download = Object.defineProperties(task, {
    id: { get: () => job.id },
    url: { get: () => job.stored.url },
    state: { get: () => ended || (handle.isPaused && isUnfinished() ? 'paused' : job.state) },
    waitingFor: { get: () => (download.state === 'waiting' ? job.waitingFor : undefined) },
    progress: { get: () => job.meter.progress },
    attempts: { get: () => job.attempts },
    pause: {
      value() {
        handle.isPaused = true
        pauseIfAll()
      },
    },
    resume: {
      value() {
        handle.isPaused = false
        scheduler.resume(job)
      },
    },
  }) as unknown as Download
  const handle: Handle = {
    download,
    isPaused: false,
    progress: () => listener?.progress(job.meter.progress),
    headers: (header) => listener?.headers({ header }),
    success(result: DownloadResult) {
      end()
      listener?.success(result)
    },
    fail(error: DownloadError) {
      end()
      listener?.fail(error)
    },
  }
  job.handles.add(handle)
  if (!signal?.aborted) signal?.addEventListener('abort', abort)
  return handle
}
