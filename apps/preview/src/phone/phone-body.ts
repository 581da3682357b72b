import type { PhoneNetwork } from '@miniferry/demo/phone-switches'
import type { Disk } from '@miniferry/download-simulator'

/**
 * What of a simulated phone outlives the app on it. The presentation keeps it on the element of the frame that the app runs
 * in; a frame without a presentation around it has none.
 */
export interface PhoneBody {
  readonly disk: Disk
  readonly network: PhoneNetwork
  readonly isBackground: boolean
  switchNetwork(network: PhoneNetwork): void
  setBackground(isBackground: boolean): void
  /** Kills the app, and starts it again. */
  restartApp(): void
  /** The app that runs now; the one before is not told anything any more. */
  attach(app: AttachedApp): void
}

export interface AttachedApp {
  /** The phone is in another state. */
  update(): void
  /** Ends without a word. */
  kill(): void
}

/** The element of a frame with a phone. */
export interface PhoneElement extends Element {
  phoneBody?: PhoneBody
}

/** The phone that this frame is the screen of. */
export function ownPhoneBody(): PhoneBody | undefined {
  return (window.frameElement as PhoneElement | null)?.phoneBody
}
