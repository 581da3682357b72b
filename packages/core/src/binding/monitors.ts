import type { LifecycleMonitor, NetworkMonitor, NetworkType } from '../platform.js'
import { asRecord, callHost } from './host.js'

// native-apis.md §5.4.

/** Watches the app come and go, over the events that both platforms share; mini-games have shorter names for them. */
export function createLifecycleMonitor(host: () => unknown): LifecycleMonitor {
  return {
    subscribe(listener) {
      const app = typeof asRecord(host()).onAppShow === 'function' ? 'App' : ''
      const stopShow = subscribeToHost(host, `${app}Show`, () => listener('foreground'))
      const stopHide = subscribeToHost(host, `${app}Hide`, () => listener('background'))
      return () => {
        stopShow()
        stopHide()
      }
    },
  }
}

/**
 * Subscribes with `host.on<event>` and ends it with `host.off<event>`. A client without the event never calls, and
 * later events of one without `off` are ignored.
 */
export function subscribeToHost(
  getHost: () => unknown,
  event: string,
  listener: (payload: unknown) => void,
): () => void {
  let active = true
  const relay = (payload: unknown): void => {
    if (active) listener(payload)
  }
  callHost(getHost(), `on${event}`, relay)
  return () => {
    active = false
    callHost(getHost(), `off${event}`, relay)
  }
}

/**
 * Watches the network over the calls that both platforms share. `types` is the platform's words; a word that is not in
 * it is `'unknown'`.
 */
export function createNetworkMonitor(
  host: () => unknown,
  types: Readonly<Record<string, NetworkType>>,
): NetworkMonitor {
  const read = (payload: unknown): NetworkType => {
    // Each platform has its own name for it, and neither means anything else by it.
    const { isConnected, networkAvailable = isConnected, networkType } = asRecord(payload)
    return networkAvailable === false ? 'none' : types[String(networkType)] || 'unknown'
  }
  return {
    current: () =>
      new Promise((resolve) => {
        const fail = (): void => resolve('unknown')
        const success = (payload: unknown): void => resolve(read(payload))
        callHost(host(), 'getNetworkType', { success, fail }, fail)
      }),
    subscribe: (listener) =>
      subscribeToHost(host, 'NetworkStatusChange', (payload) => listener(read(payload))),
  }
}
