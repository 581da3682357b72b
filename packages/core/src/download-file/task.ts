import { callSafely } from '../binding/host.js'
import type { DownloadError } from '../download-error.js'
import type { DownloadFileResult, HeadersEvent, ProgressEvent } from './result.js'
import type { Transfer, TransferListener } from './transfer.js'

/** The callbacks of one download. */
export interface DownloadCallbacks {
  success?(result: DownloadFileResult): void
  fail?(error: DownloadError): void
  complete?(outcome: DownloadFileResult | DownloadError): void
}

/**
 * The promise that is the task as well. `start` runs at once, so that the native task has its listeners in the same
 * tick (native-apis.md §2); everything the app hears comes after the call returned, even from hosts that fail at once.
 */
export function createDownloadTask(
  { success, fail, complete }: DownloadCallbacks,
  start: (listener: TransferListener) => Transfer,
): DownloadTask {
  const progress = createEventListeners<ProgressEvent>()
  const headers = createEventListeners<HeadersEvent>()
  let transfer: Transfer | undefined

  // Also those that were still to hear of an event, when one before them aborts.
  const removeListeners = (): void => {
    progress.off()
    headers.off()
  }

  const promise = new Promise<DownloadFileResult>((resolve, reject) => {
    transfer = start({
      progress: progress.emit,
      headers: headers.emit,
      success(result) {
        removeListeners()
        resolve(result)
      },
      fail(error) {
        removeListeners()
        reject(error)
      },
    })
  }).then(
    (result) => {
      callSafely(success, result)
      callSafely(complete, result)
      return result
    },
    (error: DownloadError) => {
      callSafely(fail, error)
      callSafely(complete, error)
      throw error
    },
  )
  // Who gave `fail` or `complete` hears of the failure there, so an unused promise is nobody's mistake.
  if (typeof fail === 'function' || typeof complete === 'function') promise.catch(() => undefined)

  return Object.assign(promise, {
    abort: () => transfer?.abort(),
    onProgressUpdate: progress.on,
    offProgressUpdate: progress.off,
    onHeadersReceived: headers.on,
    offHeadersReceived: headers.off,
  })
}

/** The listeners of one event. As on the hosts, `off` without a listener removes all. */
export interface EventListeners<Event> {
  on(listener: (event: Event) => void): void
  off(listener?: (event: Event) => void): void
  emit(event: Event): void
}

export function createEventListeners<Event>(): EventListeners<Event> {
  let listeners: readonly ((event: Event) => void)[] = []
  return {
    on(listener) {
      // What is no function is ignored when it is called.
      listeners = [...listeners, listener]
    },
    off(listener) {
      listeners = listeners.filter((other) => listener !== undefined && other !== listener)
    },
    emit(event) {
      // The list is never changed in place, so a listener may remove itself or others, who then do not hear of it.
      for (const listener of listeners) if (listeners.includes(listener)) callSafely(listener, event)
    },
  }
}

/** A real promise of the result that is the task as well. */
export interface DownloadTask extends Promise<DownloadFileResult> {
  /** Ends the download with an error of code `aborted`. After the end it does nothing. */
  abort(): void
  /** Calls `listener` as bytes arrive. Some clients report no progress at all, and small files may cause no event. */
  onProgressUpdate(listener: (event: ProgressEvent) => void): void
  /** Removes `listener`, or all of them. */
  offProgressUpdate(listener?: (event: ProgressEvent) => void): void
  /** Calls `listener` when the response headers are there, before the body is. */
  onHeadersReceived(listener: (event: HeadersEvent) => void): void
  /** Removes `listener`, or all of them. */
  offHeadersReceived(listener?: (event: HeadersEvent) => void): void
}
