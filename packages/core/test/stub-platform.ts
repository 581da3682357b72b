import type { DownloadPlatform, NativeListener, NativeRequest } from '../src/index.js'

/** A platform whose host does nothing until the test speaks for it through `listener`. */
export interface StubPlatform extends DownloadPlatform {
  readonly requests: NativeRequest[]
  readonly aborts: number
  /** What the host of the last attempt reports to. */
  readonly listener: NativeListener
}

export function createStubPlatform(options: Partial<DownloadPlatform> = {}): StubPlatform {
  const requests: NativeRequest[] = []
  const listeners: NativeListener[] = []
  let aborts = 0
  return {
    name: 'stub',
    absence: () => undefined,
    userDataPath: () => 'usr',
    acceptedUrls: /^https?:\/\/[^/?#]/i,
    options: ['timeout', 'filePath', 'enableProfile'],
    slots: { running: 0, waiting: new Set() },
    download(request, listener) {
      requests.push(request)
      listeners.push(listener)
      return {
        abort() {
          aborts += 1
        },
      }
    },
    ...options,
    requests,
    get aborts() {
      return aborts
    },
    get listener() {
      const listener = listeners.at(-1)
      if (listener === undefined) throw new Error('no native download was started')
      return listener
    },
  }
}
