import type { DemoHost } from '../src/demo-host.js'
import type { PhoneSwitches } from '../src/phone-switches.js'

/** The part of `my` that the pages need besides downloads. */
interface Alipay {
  readonly SDKVersion: string
  readonly isIDE?: boolean
  readonly env: {
    readonly USER_DATA_PATH: string
    readonly clientVersion?: string
    readonly platform?: string
    readonly language?: string
  }
  getStorageSync(options: { key: string }): { data: unknown }
  setStorageSync(options: { key: string; data: string }): void
  setNavigationBar(options: { title: string }): void
  redirectTo(options: { url: string }): void
  getFileSystemManager(): { unlink(options: { filePath: string; fail(): void }): void }
}

declare const my: Alipay

export const host: DemoHost = {
  userDataPath: () => my.env.USER_DATA_PATH,
  versions: () => ({
    client: `Alipay ${my.env.clientVersion ?? ''}`,
    baseLibrary: my.SDKVersion,
    device: my.isIDE ? 'IDE' : (my.env.platform ?? ''),
  }),
  language: () => my.env.language ?? '',
  readStorage: (key) => my.getStorageSync({ key }).data,
  writeStorage: (key, value) => my.setStorageSync({ key, data: value }),
  setTitle: (title) => my.setNavigationBar({ title }),
  openPage: (path) => my.redirectTo({ url: path }),
  removeFile: (filePath) => my.getFileSystemManager().unlink({ filePath, fail() {} }),
  // Brought along by the preview; no member of a real host.
  phone: () => Reflect.get(my, 'simulatedPhone') as PhoneSwitches | undefined,
}
