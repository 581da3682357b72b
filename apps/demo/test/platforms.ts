import * as alipay from '@miniferry/download-alipay'
import {
  type AlipayHost,
  createAlipayHost,
  createWechatHost,
  type FetchLike,
  type PhoneNetwork,
  type WechatHost,
} from '@miniferry/download-simulator'
import * as wechat from '@miniferry/download-wechat'
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
  /** What the user's phone does. */
  readonly phone: {
    network(network: PhoneNetwork): void
    background(): void
    foreground(): void
  }
  /** Kills the app; the platform of its next run, on the same disk. */
  kill(): TestPlatform
}

type StartPlatform = (domains: readonly string[], fetch: FetchLike) => TestPlatform

/** Each native project's own glue, over a simulated phone. */
export const platforms: Record<'wechat' | 'alipay', StartPlatform> = {
  wechat: (downloadDomains, fetch) => wechatOn(createWechatHost({ device: 'ios', downloadDomains, fetch })),
  alipay: (downloadDomains, fetch) => alipayOn(createAlipayHost({ device: 'ios', downloadDomains, fetch })),
}

function wechatOn(wx: WechatHost): TestPlatform {
  const shown: string[] = []
  Object.assign(wx, {
    setNavigationBarTitle: ({ title }: { title: string }) => shown.push(title),
    redirectTo: ({ url }: { url: string }) => shown.push(url),
  })
  vi.stubGlobal('wx', wx)
  return {
    host: wechatHost,
    // A platform of its own: what a killed app left in this process must not find the host of the next run.
    library: {
      ...wechatLibrary,
      createDownloader: (config) =>
        wechat.createDownloader({ ...config, platform: wechat.createPlatform(wx) }),
    },
    readFile: wx.simulate.readFile,
    shown,
    phone: wx.simulate,
    kill: () => wechatOn(wx.simulate.kill()),
  }
}

function alipayOn(my: AlipayHost): TestPlatform {
  const shown: string[] = []
  Object.assign(my, {
    setNavigationBar: ({ title }: { title: string }) => shown.push(title),
    redirectTo: ({ url }: { url: string }) => shown.push(url),
  })
  vi.stubGlobal('my', my)
  return {
    host: alipayHost,
    library: {
      ...alipayLibrary,
      createDownloader: (config) =>
        alipay.createDownloader({ ...config, platform: alipay.createPlatform(my) }),
    },
    readFile: my.simulate.readFile,
    shown,
    phone: my.simulate,
    kill: () => alipayOn(my.simulate.kill()),
  }
}
