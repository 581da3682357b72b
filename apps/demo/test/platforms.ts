import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import { vi } from 'vitest'
import { host as alipayHost } from '../alipay/host.js'
import { library as alipayLibrary } from '../alipay/library.js'
import type { DemoHost } from '../src/demo-host.js'
import type { DownloadLibrary } from '../src/download-library.js'
import { host as wechatHost } from '../wechat/host.js'
import { library as wechatLibrary } from '../wechat/library.js'

export interface TestPlatform {
  readonly library: DownloadLibrary
  readonly host: DemoHost
  /** The bytes of a temporary or user file. */
  readFile(path: string): Uint8Array | undefined
  /** The screen calls so far: titles and pages. */
  readonly shown: string[]
}

/** Each native project's own glue, over a simulated phone. */
export const platforms: Record<'wechat' | 'alipay', (domains: readonly string[]) => TestPlatform> = {
  wechat(downloadDomains) {
    const shown: string[] = []
    const wx = Object.assign(createWechatHost({ device: 'ios', downloadDomains }), {
      setNavigationBarTitle: ({ title }: { title: string }) => shown.push(title),
      redirectTo: ({ url }: { url: string }) => shown.push(url),
    })
    vi.stubGlobal('wx', wx)
    return { host: wechatHost, library: wechatLibrary, readFile: wx.simulate.readFile, shown }
  },
  alipay(downloadDomains) {
    const shown: string[] = []
    const my = Object.assign(createAlipayHost({ device: 'ios', downloadDomains }), {
      setNavigationBar: ({ title }: { title: string }) => shown.push(title),
      redirectTo: ({ url }: { url: string }) => shown.push(url),
    })
    vi.stubGlobal('my', my)
    return { host: alipayHost, library: alipayLibrary, readFile: my.simulate.readFile, shown }
  },
}
