import type { DemoHost } from './demo-host.js'
import type { PageInstance, TapEvent } from './page-instance.js'
import { type PhoneNetwork, phoneNetworks } from './phone-switches.js'

/** What the template of the panel shows. */
export type PhonePanelData = typeof initialData

const initialData = {
  /** `null` where the phone is no simulated one. */
  network: null as PhoneNetwork | null,
  networks: phoneNetworks,
}

/** The panel with the switches of a simulated phone. */
export function createPhonePanel(host: DemoHost) {
  return {
    data: initialData,

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
