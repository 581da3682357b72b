import type { DemoHost } from './demo-host.js'
import type { PageInstance, TapEvent } from './page-instance.js'
import { type PhoneNetwork, phoneNetworks } from './phone-switches.js'

/** What the template of the panel shows. */
export interface PhonePanelData {
  /** `null` where the phone is no simulated one. */
  network: PhoneNetwork | null
  networks: PhoneNetwork[]
}

/** The panel with the switches of a simulated phone. */
export function createPhonePanel(host: DemoHost) {
  return {
    data: { network: null, networks: [...phoneNetworks] } as PhonePanelData,

    /** Shows the network of the phone from now on; returns the function that ends it. */
    follow(page: PageInstance<PhonePanelData>): () => void {
      const phone = host.phone()
      if (phone === undefined) return () => {}
      const show = () => page.setData({ network: phone.network })
      show()
      return phone.watch(show)
    },

    handlers: {
      switchNetwork(event: TapEvent<{ network: PhoneNetwork }>): void {
        host.phone()?.switchNetwork(event.currentTarget.dataset.network)
      },
      leaveApp(): void {
        host.phone()?.leaveApp()
      },
      restartApp(): void {
        host.phone()?.restartApp()
      },
    },
  }
}
