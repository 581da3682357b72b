import type { Clock } from './clock.js'

/** The kinds of network that a phone can be on; each host has its own words for them. */
export type PhoneNetwork = 'wifi' | '2g' | '3g' | '4g' | '5g' | 'unknown' | 'none'

/** Whether the app is seen, and on which network the phone is. */
export interface Phone {
  readonly network: PhoneNetwork
  readonly isForeground: boolean
  /** In the background for longer than WeChat's five seconds. */
  readonly isSuspended: boolean
  background(): void
  foreground(): void
  switchNetwork(network: PhoneNetwork): void
  /** Returns the function that ends the subscription. */
  on(event: PhoneEvent, listener: () => void): () => void
  /** No event any more. */
  turnOff(): void
}

export type PhoneEvent = 'show' | 'hide' | 'suspend' | 'network'

/** native-apis.md §1.7: what is not finished five seconds after hiding is interrupted. */
const suspendDelay = 5000

export function createPhone(clock: Clock, network: PhoneNetwork = 'wifi'): Phone {
  const listeners: Record<PhoneEvent, Set<() => void>> = {
    show: new Set(),
    hide: new Set(),
    suspend: new Set(),
    network: new Set(),
  }
  const state = { network, isForeground: true, isSuspended: false }
  let suspendTimer: unknown
  const emit = (event: PhoneEvent) => {
    for (const listener of [...listeners[event]]) listener()
  }
  return {
    get network() {
      return state.network
    },
    get isForeground() {
      return state.isForeground
    },
    get isSuspended() {
      return state.isSuspended
    },
    background: () => {
      if (!state.isForeground) return
      state.isForeground = false
      emit('hide')
      suspendTimer = clock.setTimeout(() => {
        state.isSuspended = true
        emit('suspend')
      }, suspendDelay)
    },
    foreground: () => {
      if (state.isForeground) return
      clock.clearTimeout(suspendTimer)
      state.isForeground = true
      state.isSuspended = false
      emit('show')
    },
    switchNetwork: (next) => {
      if (next === state.network) return
      state.network = next
      emit('network')
    },
    on: (event, listener) => {
      listeners[event].add(listener)
      return () => {
        listeners[event].delete(listener)
      }
    },
    turnOff: () => {
      clock.clearTimeout(suspendTimer)
      for (const set of Object.values(listeners)) set.clear()
    },
  }
}
