import type { DownloadError } from '../download-error.js'
import type { AbortSignalLike } from '../download-file/options.js'
import { createDownloadTask, type DownloadCallbacks } from '../download-file/task.js'
import type { TransferListener } from '../download-file/transfer.js'
import { redactUrl } from '../download-file/url.js'
import type { Download, DownloadResult, DownloadState, DownloadSummary } from './download.js'
import type { Handle, Job } from './job.js'
import type { DownloadRequest } from './request.js'
import type { Scheduler } from './scheduler.js'

/** What the getters of a download look at. */
interface View {
  readonly job: Job
  state(): DownloadState
  result?: DownloadResult
}

const viewOf: unique symbol = /* @__PURE__ */ Symbol('view')

type Viewed = Download & { readonly [viewOf]: View }

/** A getter of all downloads: those of their own would cost each of them a table of properties. */
function getter<Value>(read: (view: View) => Value): PropertyDescriptor {
  return {
    get(this: Viewed) {
      return read(this[viewOf])
    },
  }
}

const downloadPrototype: object = /* @__PURE__ */ Object.create(Promise.prototype, {
  state: /* @__PURE__ */ getter(({ state }) => state()),
  waitingFor: /* @__PURE__ */ getter(({ job, state }) =>
    state() === 'waiting' ? job.waitingFor : undefined,
  ),
  progress: /* @__PURE__ */ getter(({ job }) => job.meter.progress()),
  attempts: /* @__PURE__ */ getter(({ job }) => job.attempts),
  // What a list of downloads needs, without what is secret.
  toJSON: {
    value(this: Viewed): DownloadSummary {
      const { id, url, state, progress, meta } = this
      const { job, result } = this[viewOf]
      return { id, key: job.stored.key, url: redactUrl(url), state, progress, path: result?.path, meta }
    },
  },
})

/** Makes what the app holds of a job. Several handles may share one: each can leave it, and the job goes on for the others. */
export function createDownloadHandle(
  job: Job,
  given: DownloadRequest,
  network: Handle['network'],
  scheduler: Scheduler,
  signal: AbortSignalLike | undefined,
): Handle {
  const { success, fail, complete } = given
  // Set by the task, at once.
  let listener!: TransferListener
  let hasLeft = false

  const isUnfinished = (): boolean => scheduler.jobs.has(job) && !hasLeft
  /** The transfer rests when nobody wants it now. */
  const pauseIfAll = (): void => {
    if ([...job.handles].every(({ isPaused }) => isPaused)) scheduler.pause(job)
  }
  const abort = (cause?: unknown): void => {
    if (!isUnfinished()) return
    hasLeft = job.handles.size > 1
    scheduler.leave(job, handle, cause)
    if (hasLeft) pauseIfAll()
  }
  const abortBySignal = (): void => abort(signal?.reason)

  /** Of several that share a transfer one may rest while it goes on. */
  const tellState = (): void => job.context.events.state([handle])

  // The results and progress of a downloader have all that the callbacks are given, and more.
  const task = createDownloadTask({ success, fail, complete } as DownloadCallbacks, (heard) => {
    listener = heard
    return { abort }
  })
  const view: View = {
    job,
    state() {
      if (hasLeft) return 'aborted'
      return handle.isPaused && isUnfinished() ? 'paused' : job.state
    },
  }
  const download = Object.assign(task, {
    [viewOf]: view,
    id: job.id,
    url: job.stored.url,
    meta: given.meta,
    pause() {
      if (!isUnfinished()) return
      handle.isPaused = true
      pauseIfAll()
      tellState()
    },
    resume() {
      if (!isUnfinished()) return
      handle.isPaused = false
      scheduler.resume(job)
      tellState()
    },
  }) as unknown as Download
  Object.setPrototypeOf(download, downloadPrototype)
  const end = (): void => signal?.removeEventListener('abort', abortBySignal)
  const handle: Handle = {
    download,
    network,
    isPaused: false,
    progress: () => listener.progress(job.meter.progress()),
    headers: (header) => listener.headers({ header }),
    success(result: DownloadResult) {
      end()
      view.result = result
      listener.success(result)
    },
    fail(error: DownloadError) {
      end()
      listener.fail(error)
    },
  }
  job.handles.add(handle)
  signal?.addEventListener('abort', abortBySignal)
  return handle
}
