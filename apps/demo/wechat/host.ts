import type { DemoHost } from '../src/demo-host.js'

/** The part of `wx` that the pages need besides downloads. */
interface Wechat {
  readonly env: { readonly USER_DATA_PATH: string }
  getAppBaseInfo(): { version?: string; SDKVersion?: string; language?: string }
  getDeviceInfo(): { platform?: string }
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  setNavigationBarTitle(options: { title: string }): void
  redirectTo(options: { url: string }): void
}

declare const wx: Wechat

export const host: DemoHost = {
  userDataPath: () => wx.env.USER_DATA_PATH,
  versions: () => {
    const app = wx.getAppBaseInfo()
    return {
      client: `WeChat ${app.version ?? ''}`,
      baseLibrary: app.SDKVersion ?? '',
      device: wx.getDeviceInfo().platform ?? '',
    }
  },
  language: () => wx.getAppBaseInfo().language ?? '',
  readStorage: (key) => wx.getStorageSync(key),
  writeStorage: (key, value) => wx.setStorageSync(key, value),
  setTitle: (title) => wx.setNavigationBarTitle({ title }),
  openPage: (path) => wx.redirectTo({ url: path }),
}
