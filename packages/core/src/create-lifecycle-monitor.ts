import { asRecord } from './call-host.js'
import type { LifecycleMonitor } from './platform.js'
import { subscribeToHost } from './subscribe-to-host.js'

/** Watches the app come and go, over the events that both platforms share (native-apis.md §5.4); mini-games have shorter names for them. */
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
