import type { Download, DownloadError, DownloadRequest, DownloadResult } from '@miniferry/download-core'
import type { WishState } from './wish-state.js'

/** One call of `download`, or one restored download, and what came of it. */
export interface Handle {
  readonly state: WishState
  readonly download: Download
  /** Milliseconds since 1970. */
  readonly since: number
  readonly isRestored: boolean
  /** What the bytes have to be, if the app said so. */
  readonly checksum: DownloadRequest['checksum']
  /** Whether another download of the same wish was unfinished when it began. */
  readonly hadRival: boolean
  /** What was heard of the end, in order: `success` or `fail`, `complete`, `resolved` or `rejected`, `event`. */
  readonly heard: string[]
  outcome: DownloadResult | DownloadError | undefined
  isPaused: boolean
  /** Whether the app has aborted it. */
  isAborted: boolean
  written: number
  percent: number
  abortBySignal(): void
}

/** An `AbortSignal` as an app has to make one, where the host has none. */
export interface HomemadeSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
  fire(reason: unknown): void
}

export function createSignal(): HomemadeSignal {
  const listeners = new Set<() => void>()
  const state = { aborted: false, reason: undefined as unknown }
  return {
    get aborted() {
      return state.aborted
    },
    get reason() {
      return state.reason
    },
    addEventListener: (_, listener) => {
      listeners.add(listener)
    },
    removeEventListener: (_, listener) => {
      listeners.delete(listener)
    },
    fire(reason) {
      if (state.aborted) return
      state.aborted = true
      state.reason = reason
      for (const listener of [...listeners]) listener()
    },
  }
}
