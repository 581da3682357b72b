/// <reference path="../host-globals.d.ts" />
import type { NetworkType, Platform } from '../platform.js'
import type { DownloadPolicy } from './policy.js'

/** Why nothing may be started now. */
export type ClosedFor = 'network' | 'foreground'

/** Knows whether the phone lets downloads go on. */
export interface Gate {
  /** How often the network or the lifecycle has changed. */
  readonly changes: number
  /** Why nothing may go on that wants this network; `undefined` if it may. */
  closedFor(network: DownloadPolicy['network']): ClosedFor | undefined
  /** Begins to watch; the host is asked no earlier. */
  watch(): void
  /** Asks the host for its network now. Resolves in any case. */
  refresh(): Promise<void>
  /**
   * The host has ended a request as it does in the background. Until it says where the app is, which some never do, nothing may be started
   * before `retry`.
   */
  interrupted(): void
  /** Asks the host again, and lets what was interrupted try again: an event may have been lost, or may never come. */
  retry(): Promise<void>
  /** Calls `listener` at each change of the network; returns the function that ends it. */
  onNetworkChange(listener: () => void): () => void
}

/** Milliseconds that a host may take to name its network. */
const patience = 1000

/** Watches network and lifecycle, and calls `onChange` after each change. */
export function createGate({ network, lifecycle }: Platform, onChange: () => void): Gate {
  let type: NetworkType | undefined
  /** Where the app is, as far as the host has told. */
  let told: 'foreground' | 'background' | undefined
  let isTakenForBackground = false
  let isWatching = false
  let changes = 0
  /** Events of the network so far: an answer that was asked for before the last one is out of date. */
  let events = 0
  const listeners = new Set<() => void>()

  const note = (next: NetworkType, isEvent = false): void => {
    if (next === type) return
    // The first answer is no change, an event is one even before that.
    if (isEvent || type !== undefined) {
      changes += 1
      for (const listener of listeners) listener()
    }
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
    closedFor(network) {
      if (told === 'background' || isTakenForBackground) return 'foreground'
      const isClosed = network === 'wifi' ? type !== 'wifi' : type === 'none'
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
        told = state
        isTakenForBackground = false
        changes += 1
        onChange()
        if (state === 'foreground') void refresh()
      })
      void refresh()
    },
    refresh,
    interrupted() {
      if (told === undefined) isTakenForBackground = true
    },
    retry() {
      if (isTakenForBackground) {
        isTakenForBackground = false
        changes += 1
        onChange()
      }
      return refresh()
    },
    onNetworkChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
