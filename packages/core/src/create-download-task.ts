import { callSafely } from './call-safely.js'
import type { DownloadError } from './download-error.js'
import type { DownloadFileResult } from './download-file-result.js'
import type { DownloadTask, HeadersEvent, ProgressEvent } from './download-task.js'
import { createEventListeners } from './event-listeners.js'
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
