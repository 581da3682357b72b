import type { LifecycleMonitor } from './platform.js'
import { subscribeToHost } from './subscribe-to-host.js'

/** Watches the app come and go, over the events that both platforms share (native-apis.md §5.4). */
export function createLifecycleMonitor(host: () => unknown): LifecycleMonitor {
  return {
    subscribe(listener) {
      const stopShow = subscribeToHost(host, 'AppShow', () => listener('foreground'))
      const stopHide = subscribeToHost(host, 'AppHide', () => listener('background'))
      return () => {
        stopShow()
        stopHide()
      }
    },
  }
}
