import type { DemoHost } from './demo-host.js'
import type { PageInstance, TapEvent } from './page-instance.js'
import { type PhoneNetwork, phoneNetworks } from './phone-switches.js'

/** The data of the panel with the switches of a simulated phone, which its template shows. */
export interface PhonePanelData {
  /** `null` where the phone is no simulated one. */
  network: PhoneNetwork | null
  networks: PhoneNetwork[]
}

export const emptyPhonePanel: PhonePanelData = { network: null, networks: [...phoneNetworks] }

/** Shows the network of the phone from now on; returns the function that ends it. */
export function followPhone(host: DemoHost, page: PageInstance<PhonePanelData>): () => void {
  const phone = host.phone()
  if (phone === undefined) return () => {}
  const show = () => page.setData({ network: phone.network })
  show()
  return phone.watch(show)
}

/** The handlers of the panel. */
export function createPhonePanel(host: DemoHost) {
  return {
    switchNetwork(event: TapEvent<{ network: PhoneNetwork }>): void {
      host.phone()?.switchNetwork(event.currentTarget.dataset.network)
    },
    leaveApp(): void {
      host.phone()?.leaveApp()
    },
    restartApp(): void {
      host.phone()?.restartApp()
    },
  }
}
