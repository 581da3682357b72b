import { type AppEvents, createAppEvents, isAppEvent } from './app-events.js'
import { type Callbacks, settleCallbacks } from './callbacks.js'
import { createSimulate, type Simulate } from './simulate.js'
import type { SimulatedRequestTask } from './simulated-request.js'
import { withoutMembers } from './vendor-context.js'
import { createWechatContext, type WechatHostOptions } from './wechat-context.js'
import {
  createWechatDownloadFile,
  type WechatDownloadOptions,
  type WechatDownloadTask,
} from './wechat-download.js'
import { createWechatFileSystemManager, type WechatFileSystemManager } from './wechat-files.js'
import type { WechatKnobs } from './wechat-knobs.js'
import { createWechatRequest, type WechatRequestOptions } from './wechat-request.js'
import { createWechatStorage, type WechatStorage } from './wechat-storage.js'
import { wechatSupport } from './wechat-support.js'

/** A simulated `wx`, and `simulate`, which is what its user's phone does. */
export interface WechatHost extends AppEvents, WechatStorage {
  downloadFile(options: WechatDownloadOptions): WechatDownloadTask
  request(options: WechatRequestOptions): SimulatedRequestTask
  getFileSystemManager(): WechatFileSystemManager
  readonly env: { readonly USER_DATA_PATH: string }
  getAppBaseInfo(): { SDKVersion: string; version: string; host: { env: string }; language: string }
  getDeviceInfo(): { platform: string; brand: string; model: string; system: string }
  getSystemInfoSync(): { SDKVersion: string; version: string; platform: string; brand: string; model: string }
  canIUse(query: string): boolean
  getNetworkType(options?: Callbacks): void
  readonly simulate: Simulate<WechatHost, WechatKnobs>
}

/**
 * A `wx` that really downloads.
 *
 * @example
 * ```ts
 * const wx = createWechatHost({ device: 'ios' })
 * Object.assign(globalThis, { wx })
 * wx.simulate.network('none')
 * ```
 */
export function createWechatHost(options: WechatHostOptions = {}): WechatHost {
  const context = createWechatContext(options)
  const { knobs, device, SDKVersion, clientVersion, phone, deliver } = context
  const manager = createWechatFileSystemManager(context)
  const simulate = createSimulate(
    context,
    {
      // native-apis.md §1.7, §3.2: phones only; DevTools and Windows do not have the rule.
      interrupts: () => context.isPhone,
      failsOnSwitch: () =>
        knobs.networkSwitch === 'fail' || (knobs.networkSwitch === 'by-device' && device === 'ios'),
    },
    () => createWechatHost({ ...options, disk: context.disk, knobs: { ...knobs } }),
  )
  const hasAppEvents = knobs.lifecycleEvents === 'app'
  const model = { brand: brands[device], model: 'Simulator' }
  const host: WechatHost = {
    downloadFile: createWechatDownloadFile(context),
    request: createWechatRequest(context),
    getFileSystemManager: () => manager,
    env: { USER_DATA_PATH: context.files.userRoot },
    getAppBaseInfo: () => ({
      SDKVersion,
      version: clientVersion,
      host: { env: 'WeChat' },
      language: 'zh_CN',
    }),
    getDeviceInfo: () => ({ platform: device, ...model, system: device }),
    getSystemInfoSync: () => ({ SDKVersion, version: clientVersion, platform: device, ...model }),
    canIUse: (query) =>
      (hasAppEvents || !isAppEvent(query)) && context.sinceSDK(wechatSupport.get(query) ?? '999'),
    getNetworkType: (callbacks = {}) => {
      const result = { networkType: phone.network, errMsg: 'getNetworkType:ok' }
      deliver(() => settleCallbacks(callbacks, 'success', result))
    },
    ...createAppEvents(context, (network) => network),
    ...createWechatStorage(context),
    simulate,
  }
  // A base library has no member that came after it.
  return withoutMembers(host, (name) => !context.sinceSDK(wechatSupport.get(name) ?? ''))
}

const brands = {
  ios: 'iPhone',
  android: 'Android',
  devtools: 'devtools',
  windows: 'microsoft',
  mac: 'apple',
  ohos: 'HUAWEI',
} as const
