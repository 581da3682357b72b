import * as alipay from '@miniferry/download-alipay'
import { createPlatform as alipayPlatform } from '@miniferry/download-alipay/platform'
import {
  type AlipayHost,
  type AlipayHostOptions,
  createAlipayHost,
  createWechatHost,
  type FetchLike,
  type PhoneNetwork,
  type WechatHost,
  type WechatHostOptions,
} from '@miniferry/download-simulator'
import * as wechat from '@miniferry/download-wechat'
import { createPlatform as wechatPlatform } from '@miniferry/download-wechat/platform'
import { vi } from 'vitest'
import { demo as alipayDemo } from '../alipay/demo.js'
import type { Demo } from '../src/demo.js'
import { demo as wechatDemo } from '../wechat/demo.js'

export interface TestPlatform extends Demo {
  /** The bytes of a temporary or user file. */
  readFile(path: string): Uint8Array | undefined
  /** The screen calls so far: titles and pages. */
  readonly shown: string[]
  /** What was put on the clipboard. */
  readonly copied: string[]
  /** What opens, shares and saves files. */
  readonly album: Album
  /** What the user's phone does. */
  readonly phone: {
    network(network: PhoneNetwork): void
    background(): void
    foreground(): void
  }
  /** Kills the app; the platform of its next run, on the same disk. */
  kill(): TestPlatform
}

/** The calls with a file so far, and whether the user lets the app into the album. */
export interface Album {
  readonly calls: { readonly name: string; readonly options: object }[]
  isOpen: boolean
}

interface Callbacks {
  success(result: object): void
  fail(error: object): void
}

/** What simulated hosts lack: it needs a screen and a user. */
function createAlbum(scope: string, alsoShares: boolean) {
  const album: Album = { calls: [], isOpen: true }
  const names = ['previewImage', 'openDocument', 'saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum']
  if (alsoShares) names.push('shareFileMessage', 'previewMedia')
  const calls = names.map((name) => [
    name,
    ({ success, fail, complete: _complete, ...options }: Callbacks & { complete: unknown }) => {
      album.calls.push({ name, options })
      if (album.isOpen || !name.startsWith('save')) success({})
      else fail({ errMsg: `${name}:fail auth deny`, error: 2001 })
    },
  ])
  return {
    album,
    hostCalls: {
      ...Object.fromEntries(calls),
      getSetting: ({ success }: Callbacks) => success({ authSetting: { [scope]: album.isOpen } }),
      openSetting() {
        album.isOpen = true
      },
    },
  }
}

/** Each native project's own glue, over a simulated phone. */
export const platforms = {
  wechat: (downloadDomains: readonly string[], fetch: FetchLike, options: WechatHostOptions = {}) =>
    wechatOn(createWechatHost({ device: 'ios', downloadDomains, fetch, ...options })),
  alipay: (downloadDomains: readonly string[], fetch: FetchLike, options: AlipayHostOptions = {}) =>
    alipayOn(createAlipayHost({ device: 'ios', downloadDomains, fetch, ...options })),
}

function wechatOn(wx: WechatHost): TestPlatform {
  const shown: string[] = []
  const copied: string[] = []
  const { album, hostCalls } = createAlbum('scope.writePhotosAlbum', true)
  Object.assign(wx, hostCalls, {
    setNavigationBarTitle: ({ title }: { title: string }) => shown.push(title),
    redirectTo: ({ url }: { url: string }) => shown.push(url),
    setClipboardData({ data, success }: { data: string; success(): void }) {
      copied.push(data)
      success()
    },
  })
  vi.stubGlobal('wx', wx)
  // Of its own: what a killed app left in this process must not find the host of the next run.
  const platform = wechatPlatform(wx)
  return {
    ...wechatDemo,
    library: {
      ...wechatDemo.library,
      createDownloader: (config) => wechat.createDownloader({ ...config, platform }),
      createFileCache: (options) => wechat.createFileCache({ ...options, platform }),
    },
    readFile: wx.simulate.readFile,
    shown,
    copied,
    album,
    phone: wx.simulate,
    kill: () => wechatOn(wx.simulate.kill()),
  }
}

function alipayOn(my: AlipayHost): TestPlatform {
  const shown: string[] = []
  const copied: string[] = []
  const { album, hostCalls } = createAlbum('writePhotosAlbum', false)
  Object.assign(my, hostCalls, {
    setNavigationBar: ({ title }: { title: string }) => shown.push(title),
    redirectTo: ({ url }: { url: string }) => shown.push(url),
    setClipboard({ text, success }: { text: string; success(): void }) {
      copied.push(text)
      success()
    },
  })
  vi.stubGlobal('my', my)
  const platform = alipayPlatform(my)
  return {
    ...alipayDemo,
    library: {
      ...alipayDemo.library,
      createDownloader: (config) => alipay.createDownloader({ ...config, platform }),
      createFileCache: (options) => alipay.createFileCache({ ...options, platform }),
    },
    readFile: my.simulate.readFile,
    shown,
    copied,
    album,
    phone: my.simulate,
    kill: () => alipayOn(my.simulate.kill()),
  }
}
