import type { PhoneNetwork, PhoneSwitches } from '@miniferry/demo/phone-switches'
import type { PhoneBody } from './phone-body.js'

/** What both simulated hosts have for a phone around them. */
interface SimulatedHost {
  readonly simulate: {
    network(type: PhoneNetwork): void
    background(): void
    foreground(): void
    kill(): unknown
  }
}

/** Lets the phone and its host follow each other, and gives the app the switches of the phone. */
export function installPhone(host: SimulatedHost, body: PhoneBody): void {
  const { simulate } = host
  const listeners = new Set<() => void>()
  const update = () => {
    simulate.network(body.network)
    if (body.isBackground) simulate.background()
    else simulate.foreground()
    for (const listener of listeners) listener()
  }
  update()
  body.attach({ update, kill: () => simulate.kill() })

  const simulatedPhone: PhoneSwitches = {
    get network() {
      return body.network
    },
    switchNetwork: (network) => body.switchNetwork(network),
    leaveApp: () => body.setBackground(true),
    restartApp: () => body.restartApp(),
    watch(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
  Object.assign(host, { simulatedPhone })
}
