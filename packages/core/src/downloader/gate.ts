/// <reference path="../host-globals.d.ts" />
import type { NetworkType, Platform } from '../platform.js'
import type { DownloadPolicy } from './download-policy.js'

/** Why nothing may be started now. */
export type ClosedFor = 'network' | 'foreground'

/** Knows whether the phone lets downloads go on. */
export interface Gate {
  /** How often the network or the lifecycle has changed. */
  readonly changes: number
  /** Why a download of this policy may not go on; `undefined` if it may. */
  closedFor(policy: Pick<DownloadPolicy, 'network'>): ClosedFor | undefined
  /** Begins to watch; the host is asked no earlier. */
  watch(): void
  /** Asks the host for its network now. Resolves in any case. */
  refresh(): Promise<void>
}

/** Milliseconds that a host may take to name its network. */
const patience = 1000

/** Watches network and lifecycle, and calls `onChange` after each change. */
export function createGate({ network, lifecycle }: Platform, onChange: () => void): Gate {
  let type: NetworkType | undefined
  let isBackground = false
  let isWatching = false
  let changes = 0
  /** Events of the network so far: an answer that was asked for before the last one is out of date. */
  let events = 0

  const note = (next: NetworkType, isEvent = false): void => {
    if (next === type) return
    // The first answer is no change, an event is one even before that.
    if (isEvent || type !== undefined) changes += 1
    type = next
    onChange()
  }
  const refresh = (): Promise<void> =>
    new Promise((resolve) => {
      const asked = events
      setTimeout(resolve, patience)
      network
        .current()
        .then((next) => {
          if (events === asked) note(next)
        })
        .then(resolve)
    })
  return {
    get changes() {
      return changes
    },
    closedFor(policy) {
      if (isBackground) return 'foreground'
      const isClosed = policy.network === 'wifi' ? type !== 'wifi' : type === 'none'
      return isClosed ? 'network' : undefined
    },
    watch() {
      if (isWatching) return
      isWatching = true
      network.subscribe((next) => {
        events += 1
        note(next, true)
      })
      lifecycle.subscribe((state) => {
        isBackground = state === 'background'
        changes += 1
        onChange()
      })
      void refresh()
    },
    refresh,
  }
}
