/**
 * The part of `my` that this package uses, as narrow as it is; every member may be missing on some client. The
 * official typings differ where they are incomplete; `test/host.test-d.ts` lists how.
 */
export interface AlipayHost {
  downloadFile?(options: object): unknown
  request?(options: object): unknown
  getFileSystemManager?(): unknown
  readonly SDKVersion?: string
  canIUse?(query: string): boolean
  getNetworkType?(options: object): unknown
  onNetworkStatusChange?(listener: (event: { isConnected?: boolean; networkType?: string }) => void): void
  offNetworkStatusChange?(listener: (event: { isConnected?: boolean; networkType?: string }) => void): void
  onAppShow?(listener: () => void): void
  offAppShow?(listener: () => void): void
  onAppHide?(listener: () => void): void
  offAppHide?(listener: () => void): void
  readonly env?: {
    readonly USER_DATA_PATH?: string
    readonly clientVersion?: string
    readonly platform?: string
  }
}

/** Reads the host at each call, so that it may come after this module, or never. */
export type GetHost = () => AlipayHost | undefined

declare const my: AlipayHost

/** The host of the app that this code runs in; `undefined` outside a mini-program. */
export const getGlobalHost: GetHost = () => (typeof my === 'undefined' ? undefined : my)
