import { createListenerSet } from './callbacks.js'
import type { HostContext } from './host-context.js'
import type { PhoneNetwork } from './phone.js'

/**
 * The events of the app and the network, the same on both hosts (native-apis.md §5.4). Those of the app have the names that
 * `lifecycleEvents` says; the others are absent.
 */
export interface AppEvents {
  onAppShow(listener: (event: never) => void): void
  offAppShow(listener?: (event: never) => void): void
  onAppHide(listener: (event: never) => void): void
  offAppHide(listener?: (event: never) => void): void
  onShow?(listener: (event: never) => void): void
  offShow?(listener?: (event: never) => void): void
  onHide?(listener: (event: never) => void): void
  offHide?(listener?: (event: never) => void): void
  onNetworkStatusChange(listener: (event: never) => void): void
  offNetworkStatusChange(listener?: (event: never) => void): void
}

export function createAppEvents(
  { phone, deliver, knobs }: HostContext,
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
  const prefix = { app: 'App', game: '', none: undefined }[knobs.lifecycleEvents]
  const lifecycle = {
    [`on${prefix}Show`]: shown.add,
    [`off${prefix}Show`]: shown.remove,
    [`on${prefix}Hide`]: hidden.add,
    [`off${prefix}Hide`]: hidden.remove,
  }
  // Typed as a mini-program has it.
  return {
    ...(prefix === undefined ? {} : lifecycle),
    onNetworkStatusChange: network.add,
    offNetworkStatusChange: network.remove,
  } as AppEvents
}

/** Whether it is an event that mini-programs have and mini-games do not. */
export function isAppEvent(member: string): boolean {
  return /^(on|off)App(Show|Hide)$/.test(member)
}
