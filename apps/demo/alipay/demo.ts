import * as library from '@miniferry/download-alipay'
import { createPlatform, supportTable } from '@miniferry/download-alipay/platform'
import type { Demo } from '../src/demo.js'
import { createDemoHost } from '../src/demo-host.js'
import type { FileHost } from '../src/file-actions.js'

/** The part of `my` that the pages need besides downloads. */
interface Alipay extends FileHost {
  readonly SDKVersion: string
  readonly isIDE?: boolean
  readonly env: FileHost['env'] & {
    readonly clientVersion?: string
    readonly platform?: string
    readonly language?: string
  }
  getSystemInfoSync(): { brand?: string; model?: string; system?: string; version?: string }
  getStorageSync(options: { key: string }): { data: unknown }
  setStorageSync(options: { key: string; data: string }): void
  setNavigationBar(options: { title: string }): void
  setClipboard(options: { text: string; success(): void }): void
}

declare const my: Alipay
declare const getApp: Demo['getApp']

export const demo: Demo = {
  library: { ...library, supportTable, fileBytes: createPlatform().limits.fileBytes },
  getApp: () => getApp(),
  host: createDemoHost({
    platform: 'alipay',
    native: () => my,
    device: () => {
      const { brand = '', model = '', system = '', version = '' } = my.getSystemInfoSync()
      const { clientVersion = version, platform = '' } = my.env
      const client = `Alipay ${clientVersion}`
      return { client, baseLibrary: my.SDKVersion, device: my.isIDE ? 'IDE' : platform, brand, model, system }
    },
    language: () => my.env.language ?? '',
    readStorage: (key) => my.getStorageSync({ key }).data,
    writeStorage: (key, data) => my.setStorageSync({ key, data }),
    setTitle: (title) => my.setNavigationBar({ title }),
    copyText: (text, success) => my.setClipboard({ text, success }),
  }),
}
