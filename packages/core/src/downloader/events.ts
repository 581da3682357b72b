import { callSafely } from '../binding/host.js'
import type { DownloaderEvent, DownloaderEvents } from './downloader.js'
import type { Handle, Job } from './job.js'

/** Who hears of the downloads of a downloader: the listeners of their handles, and those of the downloader. */
export interface Events {
  on<Event extends DownloaderEvent>(
    event: Event,
    listener: (event: DownloaderEvents[Event]) => void,
  ): () => void
  /** Tells the listeners of the downloader, once for each handle. */
  emit<Event extends DownloaderEvent>(
    event: Event,
    handles: Iterable<Handle>,
    facts: Omit<DownloaderEvents[Event], 'download'>,
  ): void
  /** These may be in another state now: tells it, in a moment, since the app may do anything then. */
  state(handles: Iterable<Handle>): void
  /** A job has progress: tells it where the last event is long enough ago. */
  progress(job: Job): void
  /** Tells the last progress, also those who have paused it. */
  lastProgress(job: Job): void
}

const names: readonly DownloaderEvent[] = ['state', 'start', 'progress', 'retry', 'wait', 'success', 'fail']

export function createEvents(warn: (problem: string) => void): Events {
  const listeners = new Map<DownloaderEvent, Set<(event: never) => void>>()

  const emit: Events['emit'] = (event, handles, facts) => {
    for (const listener of [...(listeners.get(event) || [])]) {
      for (const { download } of [...handles]) {
        callSafely(listener as (event: object) => void, { ...facts, download })
      }
    }
  }
  const tellProgress = (job: Job, handles: readonly Handle[]): void => {
    for (const handle of handles) handle.progress()
    emit('progress', handles, { progress: job.meter.progress() })
  }
  return {
    on(event, listener) {
      if (!names.includes(event)) warn(`${event} is not an event; events are ${names.join(', ')}`)
      const others = listeners.get(event) || new Set()
      listeners.set(event, others.add(listener))
      return () => {
        others.delete(listener)
      }
    },
    emit,
    state(handles) {
      if (!listeners.get('state')?.size) return
      for (const handle of handles) {
        const { state } = handle.download
        if (state === handle.lastState) continue
        handle.lastState = state
        void Promise.resolve().then(() => emit('state', [handle], { state }))
      }
    },
    progress(job) {
      const now = Date.now()
      // A clock that was set back must not silence it.
      if (now >= job.lastEvent && now - job.lastEvent < job.request.progressInterval) return
      job.lastEvent = now
      tellProgress(
        job,
        [...job.handles].filter(({ isPaused }) => !isPaused),
      )
    },
    lastProgress: (job) => tellProgress(job, [...job.handles]),
  }
}
