import type {
  NativeListener,
  NativeRequest,
  NativeResult,
  NativeTask,
  Platform,
} from '@miniferry/download-core'

/** Who hears of native transfers. */
export interface TransferWatch {
  /** One is about to begin. */
  begins(transfer: WatchedTransfer): void
  /** The library gets what it has asked for. */
  succeeds(transfer: WatchedTransfer, result: NativeResult): void
  /** A file has come for a transfer that had ended already: nobody heard of it. */
  orphaned(tempFilePath: string): void
}

export interface WatchedTransfer {
  readonly request: NativeRequest
  readonly api: 'downloadFile' | 'request'
  /** Whether the app has called `downloadFile` itself. */
  readonly isPlain: boolean
  /** Whether the headers were told before the end. */
  hasHeader: boolean
}

/** Native transfers that have begun and not ended, as the library sees it. */
export type RunningTransfers = Set<WatchedTransfer>

/** A platform whose transfers are counted. */
export function createWatchedPlatform(
  platform: Platform,
  running: RunningTransfers,
  watch: TransferWatch,
  isPlain: boolean,
): Platform {
  const watched =
    (api: WatchedTransfer['api']) =>
    (request: NativeRequest, listener: NativeListener): NativeTask => {
      const transfer: WatchedTransfer = { request, api, isPlain, hasHeader: false }
      watch.begins(transfer)
      running.add(transfer)
      const task = platform[api === 'request' ? 'request' : 'download'](request, {
        ...listener,
        headers(header) {
          transfer.hasHeader = true
          listener.headers(header)
        },
        success(result) {
          const { tempFilePath } = result
          if (running.delete(transfer)) watch.succeeds(transfer, result)
          else if (typeof tempFilePath === 'string') watch.orphaned(tempFilePath)
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
  return { ...platform, download: watched('downloadFile'), request: watched('request') }
}
