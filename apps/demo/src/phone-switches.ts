/**
 * The switches of a simulated phone, which its host brings along as `simulatedPhone`. A real phone and the vendors'
 * DevTools have them elsewhere.
 */
export interface PhoneSwitches {
  readonly network: PhoneNetwork
  switchNetwork(network: PhoneNetwork): void
  /** Puts the app into the background; the user comes back by other means than this page. */
  leaveApp(): void
  /** Kills the app in the middle of what it does, and starts it again on the same disk. */
  restartApp(): void
  /** Calls `listener` after each change of the network; returns the function that ends it. */
  watch(listener: () => void): () => void
}

export type PhoneNetwork = (typeof phoneNetworks)[number]

export const phoneNetworks = ['wifi', '4g', 'none'] as const
