/**
 * The part of `wx` that this package uses, as narrow as it is; every member may be missing on some client. The
 * official typings differ where they are incomplete; `test/host.test-d.ts` lists how.
 */
export interface WechatHost {
  downloadFile?(options: object): unknown
  request?(options: object): unknown
  getFileSystemManager?(): unknown
  getAppBaseInfo?(): { SDKVersion?: string; version?: string }
  getDeviceInfo?(): { platform?: string }
  getSystemInfoSync?(): { SDKVersion?: string; version?: string; platform?: string }
  getNetworkType?(options: object): unknown
  onNetworkStatusChange?(listener: (event: { isConnected?: boolean; networkType?: string }) => void): void
  offNetworkStatusChange?(listener: (event: { isConnected?: boolean; networkType?: string }) => void): void
  onAppShow?(listener: () => void): void
  offAppShow?(listener: () => void): void
  onAppHide?(listener: () => void): void
  offAppHide?(listener: () => void): void
  readonly env?: { readonly USER_DATA_PATH?: string }
}

/** Reads the host at each call, so that it may come after this module, or never. */
export type GetHost = () => WechatHost | undefined

declare const wx: WechatHost

/** The host of the app that this code runs in; `undefined` outside a mini-program. */
export const getGlobalHost: GetHost = () => (typeof wx === 'undefined' ? undefined : wx)
