import type { NativeHost, ProbeHost } from '../src/device-report/native-host.js'

/** The part of `wx` that says what device this is, and the clipboard. */
interface Wechat extends NativeHost {
  getAppBaseInfo(): { version?: string; SDKVersion?: string }
  getDeviceInfo(): { platform?: string; brand?: string; model?: string; system?: string }
  setClipboardData(options: { data: string; success(): void }): void
}

declare const wx: Wechat

export const probeHost: ProbeHost = {
  platform: 'wechat',
  native: () => wx,
  facts: () => {
    const { version = '', SDKVersion = '' } = wx.getAppBaseInfo()
    const { platform = '', brand = '', model = '', system = '' } = wx.getDeviceInfo()
    return {
      platform: 'wechat',
      environment: platform,
      system,
      brand,
      model,
      clientVersion: version,
      SDKVersion,
      // No member of a real host.
      isSimulated: Reflect.has(wx, 'simulate'),
    }
  },
  copy: (data, success) => wx.setClipboardData({ data, success }),
}
