import type { HostContext } from './host-context.js'
import { createListenerSet } from './listener-set.js'
import type { PhoneNetwork } from './phone.js'

/** The events of the app and the network, the same four pairs on both hosts (native-apis.md §5.4). */
export interface AppEvents {
  onAppShow(listener: (event: never) => void): void
  offAppShow(listener?: (event: never) => void): void
  onAppHide(listener: (event: never) => void): void
  offAppHide(listener?: (event: never) => void): void
  onNetworkStatusChange(listener: (event: never) => void): void
  offNetworkStatusChange(listener?: (event: never) => void): void
}

export function createAppEvents(
  { phone, deliver }: HostContext,
  networkWord: (network: PhoneNetwork) => string,
): AppEvents {
  const shown = createListenerSet()
  const hidden = createListenerSet()
  const network = createListenerSet()
  phone.on('show', () => deliver(() => shown.emit({ path: 'pages/index/index', query: {}, scene: 1001 })))
  phone.on('hide', () => deliver(() => hidden.emit({})))
  phone.on('network', () => {
    const event = { isConnected: phone.network !== 'none', networkType: networkWord(phone.network) }
    deliver(() => network.emit(event))
  })
  return {
    onAppShow: shown.add,
    offAppShow: shown.remove,
    onAppHide: hidden.add,
    offAppHide: hidden.remove,
    onNetworkStatusChange: network.add,
    offNetworkStatusChange: network.remove,
  }
}
