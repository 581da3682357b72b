import type { NativeHost, ProbeHost } from '../src/device-report/native-host.js'

/** The part of `my` that says what device this is, and the clipboard. */
interface Alipay extends NativeHost {
  readonly SDKVersion: string
  readonly isIDE?: boolean
  readonly env: NativeHost['env'] & { readonly clientVersion?: string; readonly platform?: string }
  getSystemInfoSync(): { brand?: string; model?: string; system?: string; version?: string }
  setClipboard(options: { text: string; success(): void }): void
}

declare const my: Alipay

export const probeHost: ProbeHost = {
  platform: 'alipay',
  native: () => my,
  facts: () => {
    const { brand = '', model = '', system = '', version = '' } = my.getSystemInfoSync()
    const { clientVersion = version, platform = '' } = my.env
    return {
      platform: 'alipay',
      environment: my.isIDE ? 'ide' : platform.toLowerCase(),
      system,
      brand,
      model,
      clientVersion,
      SDKVersion: my.SDKVersion,
      // No member of a real host.
      isSimulated: Reflect.has(my, 'simulate'),
    }
  },
  copy: (text, success) => my.setClipboard({ text, success }),
}
