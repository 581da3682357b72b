import type {
  NativeListener,
  NativeRequest,
  NativeResult,
  NativeTask,
  Platform,
} from '@miniferry/download-core'

/** What the phone has told a downloader, and when last: milliseconds since 1970. */
export interface Told {
  isBackground: boolean
  network: string | undefined
  at: number
}

export interface Transfer {
  readonly request: NativeRequest
  readonly api: 'downloadFile' | 'request'
  /** What the downloader has been told that begins it; `undefined` where the app calls `downloadFile` itself. */
  readonly told: Told | undefined
  /** Whether the headers were told before the end. */
  hasHeader: boolean
}

export interface PlatformObserver {
  now(): number
  /** Transfers that have begun and not ended, as the library sees it. */
  readonly running: Set<Transfer>
  /** Files that came for a transfer which had ended already: nobody heard of them. */
  readonly orphans: Set<string>
  begins(transfer: Transfer): void
  /** The library gets what it has asked for. */
  succeeds(transfer: Transfer, result: NativeResult): void
}

/** A platform that is observed: its transfers, and what it tells of the phone. */
export function createObservedPlatform(
  platform: Platform,
  observer: PlatformObserver,
  told?: Told,
): Platform {
  const { running, orphans, now } = observer
  const note = (news: Partial<Told>): void => void (told && Object.assign(told, news, { at: now() }))
  const observe =
    (api: Transfer['api']) =>
    (request: NativeRequest, listener: NativeListener): NativeTask => {
      const transfer: Transfer = { request, api, told, hasHeader: false }
      observer.begins(transfer)
      running.add(transfer)
      const task = platform[api === 'request' ? 'request' : 'download'](request, {
        ...listener,
        headers(header) {
          transfer.hasHeader = true
          listener.headers(header)
        },
        success(result) {
          const { tempFilePath } = result
          if (running.delete(transfer)) observer.succeeds(transfer, result)
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
  return {
    ...platform,
    download: observe('downloadFile'),
    request: observe('request'),
    lifecycle: {
      subscribe: (listener) =>
        platform.lifecycle.subscribe((state) => {
          note({ isBackground: state === 'background' })
          listener(state)
        }),
    },
    network: {
      // What it says when it is asked may be out of date: then only events count.
      current: () => platform.network.current(),
      subscribe: (listener) =>
        platform.network.subscribe((network) => {
          note({ network })
          listener(network)
        }),
    },
  }
}
