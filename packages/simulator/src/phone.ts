import type { Clock } from './clock.js'

/** The kinds of network that a phone can be on; each host has its own words for them. */
export type PhoneNetwork = 'wifi' | '2g' | '3g' | '4g' | '5g' | 'unknown' | 'none'

type PhoneEvent = 'show' | 'hide' | 'suspend' | 'network'

/** native-apis.md §1.7: what is not finished five seconds after hiding is interrupted. */
const suspendDelay = 5000

/** Whether the app is seen, and on which network the phone is. */
export function createPhone(clock: Clock) {
  const listeners: Record<PhoneEvent, Set<() => void>> = {
    show: new Set(),
    hide: new Set(),
    suspend: new Set(),
    network: new Set(),
  }
  let network: PhoneNetwork = 'wifi'
  let isForeground = true
  let isSuspended = false
  let suspendTimer: unknown
  const emit = (event: PhoneEvent) => {
    for (const listener of [...listeners[event]]) listener()
  }
  return {
    get network() {
      return network
    },
    /** In the background for longer than WeChat's five seconds. */
    get isSuspended() {
      return isSuspended
    },
    background: () => {
      if (!isForeground) return
      isForeground = false
      emit('hide')
      suspendTimer = clock.setTimeout(() => {
        isSuspended = true
        emit('suspend')
      }, suspendDelay)
    },
    foreground: () => {
      if (isForeground) return
      clock.clearTimeout(suspendTimer)
      isForeground = true
      isSuspended = false
      emit('show')
    },
    switchNetwork: (next: PhoneNetwork) => {
      if (next === network) return
      network = next
      emit('network')
    },
    /** Returns the function that ends the subscription. */
    on: (event: PhoneEvent, listener: () => void) => {
      listeners[event].add(listener)
      return () => {
        listeners[event].delete(listener)
      }
    },
    /** No event any more. */
    turnOff: () => {
      clock.clearTimeout(suspendTimer)
      for (const set of Object.values(listeners)) set.clear()
    },
  }
}
