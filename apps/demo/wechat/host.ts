import type { DemoHost } from '../src/demo-host.js'
import type { PhoneSwitches } from '../src/phone-switches.js'

/** The part of `wx` that the pages need besides downloads. */
interface Wechat {
  readonly env: { readonly USER_DATA_PATH: string }
  getAppBaseInfo(): { version?: string; SDKVersion?: string; language?: string }
  getDeviceInfo(): { platform?: string }
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  setNavigationBarTitle(options: { title: string }): void
  redirectTo(options: { url: string }): void
  getFileSystemManager(): { unlink(options: { filePath: string; fail(): void }): void }
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
  removeFile: (filePath) => wx.getFileSystemManager().unlink({ filePath, fail() {} }),
  // Brought along by the preview; no member of a real host.
  phone: () => Reflect.get(wx, 'simulatedPhone') as PhoneSwitches | undefined,
}
