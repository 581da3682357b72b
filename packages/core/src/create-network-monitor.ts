import { asRecord, callHost } from './call-host.js'
import type { NetworkMonitor, NetworkType } from './platform.js'
import { subscribeToHost } from './subscribe-to-host.js'

/**
 * Watches the network over the calls that both platforms share. `types` is the platform's words; a word that is not in
 * it is `'unknown'` (native-apis.md §5.4).
 */
export function createNetworkMonitor(
  host: () => unknown,
  types: Readonly<Record<string, NetworkType>>,
): NetworkMonitor {
  const read = (payload: unknown): NetworkType => {
    // Each platform has its own name for it, and neither means anything else by it.
    const { isConnected, networkAvailable = isConnected, networkType } = asRecord(payload)
    return networkAvailable === false ? 'none' : (types[String(networkType)] ?? 'unknown')
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
