import * as library from '@miniferry/download-wechat'
import { createPlatform, supportTable } from '@miniferry/download-wechat/platform'
import type { Demo } from '../src/demo.js'
import { createDemoHost } from '../src/demo-host.js'
import type { FileHost } from '../src/file-actions.js'

/** The part of `wx` that the pages need besides downloads. */
interface Wechat extends FileHost {
  getAppBaseInfo(): { version?: string; SDKVersion?: string; language?: string }
  getDeviceInfo(): { platform?: string; brand?: string; model?: string; system?: string }
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  setNavigationBarTitle(options: { title: string }): void
  setClipboardData(options: { data: string; success(): void }): void
}

declare const wx: Wechat
declare const getApp: Demo['getApp']

export const demo: Demo = {
  library: { ...library, supportTable, fileBytes: createPlatform().limits.fileBytes },
  getApp: () => getApp(),
  host: createDemoHost({
    platform: 'wechat',
    native: () => wx,
    device: () => {
      const { version = '', SDKVersion = '' } = wx.getAppBaseInfo()
      const { platform = '', brand = '', model = '', system = '' } = wx.getDeviceInfo()
      const client = `WeChat ${version}`
      return { client, baseLibrary: SDKVersion, device: platform, brand, model, system }
    },
    language: () => wx.getAppBaseInfo().language ?? '',
    readStorage: (key) => wx.getStorageSync(key),
    writeStorage: (key, value) => wx.setStorageSync(key, value),
    setTitle: (title) => wx.setNavigationBarTitle({ title }),
    copyText: (data, success) => wx.setClipboardData({ data, success }),
  }),
}
