import type { DeviceFacts, PlatformName } from './device-report.js'

/**
 * `wx` or `my` as it is. The probes use no library: what a library makes the same on both platforms is what they want to
 * see.
 */
export interface NativeHost {
  readonly env: { readonly USER_DATA_PATH: string }
  downloadFile(options: object): unknown
  request(options: object): unknown
  getFileSystemManager(): object
  canIUse?(query: string): boolean
  onAppShow?(listener: () => void): void
  offAppShow?(listener: () => void): void
  onAppHide?(listener: () => void): void
  offAppHide?(listener: () => void): void
  onNetworkStatusChange?(listener: (event: NetworkEvent) => void): void
  offNetworkStatusChange?(listener: (event: NetworkEvent) => void): void
  onUnhandledRejection?(listener: () => void): void
  offUnhandledRejection?(listener: () => void): void
}

export interface NetworkEvent {
  readonly isConnected: boolean
  readonly networkType: string
}

/** What each native project supplies for the report, in `probe-host.ts`. */
export interface ProbeHost {
  readonly platform: PlatformName
  native(): NativeHost
  facts(): DeviceFacts
  /** Puts a text on the clipboard of the phone. */
  copy(text: string, done: () => void): void
}
