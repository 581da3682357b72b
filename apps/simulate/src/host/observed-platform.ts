import type {
  NativeListener,
  NativeRequest,
  NativeResult,
  NativeTask,
  Platform,
} from '@miniferry/download-core'

export interface Transfer {
  readonly request: NativeRequest
  readonly api: 'downloadFile' | 'request'
  /** Whether the app has called `downloadFile` itself. */
  readonly isDirect: boolean
  /** Whether the headers were told before the end. */
  hasHeader: boolean
}

export interface TransferObserver {
  /** One is about to begin. */
  begins(transfer: Transfer): void
  /** The library gets what it has asked for. */
  succeeds(transfer: Transfer, result: NativeResult): void
}

/**
 * A platform whose transfers are observed.
 *
 * @param running - gets the transfers that have begun and not ended, as the library sees it
 * @param orphans - gets the files that come for a transfer which has ended already: nobody hears of them
 */
export function createObservedPlatform(
  platform: Platform,
  running: Set<Transfer>,
  orphans: Set<string>,
  { begins, succeeds }: TransferObserver,
  isDirect: boolean,
): Platform {
  const observe =
    (api: Transfer['api']) =>
    (request: NativeRequest, listener: NativeListener): NativeTask => {
      const transfer: Transfer = { request, api, isDirect, hasHeader: false }
      begins(transfer)
      running.add(transfer)
      const task = platform[api === 'request' ? 'request' : 'download'](request, {
        ...listener,
        headers(header) {
          transfer.hasHeader = true
          listener.headers(header)
        },
        success(result) {
          const { tempFilePath } = result
          if (running.delete(transfer)) succeeds(transfer, result)
          else if (typeof tempFilePath === 'string') orphans.add(tempFilePath)
          listener.success(result)
        },
        fail(failure) {
          running.delete(transfer)
          listener.fail(failure)
        },
      })
      return {
        abort() {
          running.delete(transfer)
          task.abort()
        },
      }
    }
  return { ...platform, download: observe('downloadFile'), request: observe('request') }
}
