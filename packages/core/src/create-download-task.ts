import { callSafely } from './call-safely.js'
import { DownloadError } from './download-error.js'
import type { DownloadFileResult } from './download-file-result.js'
import type { DownloadTask, HeadersEvent, ProgressEvent } from './download-task.js'
import { createEventListeners } from './event-listeners.js'
import type { Transfer, TransferObserver } from './transfer.js'

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
  start: (observer: TransferObserver) => Transfer,
): DownloadTask {
  const progress = createEventListeners<ProgressEvent>()
  const headers = createEventListeners<HeadersEvent>()
  let transfer: Transfer | undefined

  const promise = new Promise<DownloadFileResult>((resolve, reject) => {
    const end = (outcome: DownloadFileResult | DownloadError): void => {
      if (outcome instanceof DownloadError) {
        callSafely(fail, outcome)
        callSafely(complete, outcome)
        reject(outcome)
      } else {
        callSafely(success, outcome)
        callSafely(complete, outcome)
        resolve(outcome)
      }
    }
    transfer = start({
      progress: progress.emit,
      headers: headers.emit,
      end(outcome) {
        Promise.resolve(outcome).then(end)
      },
    })
  })
  // Who gave `fail` or `complete` hears of the failure there, so an unused promise is nobody's mistake.
  if (typeof (fail ?? complete) === 'function') promise.then(undefined, () => undefined)

  return Object.assign(promise, {
    abort: () => transfer?.abort(),
    onProgressUpdate: progress.on,
    offProgressUpdate: progress.off,
    onHeadersReceived: headers.on,
    offHeadersReceived: headers.off,
  })
}
