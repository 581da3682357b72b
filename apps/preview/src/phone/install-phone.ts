import type { PhoneControls, PhoneNetworkType, PhoneWindow } from './phone-settings.js'

/** What both simulated hosts have for the presentation. */
interface SimulatedPhone {
  readonly simulate: {
    network(type: PhoneNetworkType): void
    background(): void
    foreground(): void
  }
}

/** Lets the presentation around this frame use the phone. */
export function installPhone({ simulate }: SimulatedPhone): void {
  const controls: PhoneControls = {
    switchNetwork: (type) => simulate.network(type),
    background: () => simulate.background(),
    foreground: () => simulate.foreground(),
  }
  const phoneWindow: PhoneWindow = window
  phoneWindow.phone = controls
}
