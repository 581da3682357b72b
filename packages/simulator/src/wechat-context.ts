import { createHostContext, type HostContext } from './host-context.js'
import { isVersionAtLeast } from './version.js'
import type { WechatDevice } from './wechat-errors.js'
import { defaultWechatKnobs, type WechatKnobs } from './wechat-knobs.js'
import type { WechatHostOptions } from './wechat-options.js'

const mebibyte = 1024 * 1024

/** A simulated WeChat with everything decided. */
export interface WechatContext extends HostContext<WechatKnobs> {
  readonly device: WechatDevice
  readonly isPhone: boolean
  readonly SDKVersion: string
  readonly clientVersion: string
  readonly appId: string
  readonly urlCheck: boolean
  readonly downloadDomains: readonly string[]
  readonly options: WechatHostOptions
  since(SDKVersion: string): boolean
}

export function createWechatContext(options: WechatHostOptions): WechatContext {
  const { device = 'devtools', SDKVersion = '3.17.0', clientVersion = '8.0.60' } = options
  const isDevTools = device === 'devtools'
  const shared = createHostContext({
    ...options,
    knobs: { ...defaultWechatKnobs, ...options.knobs },
    // native-apis.md §1.2, §1.7: phones and DevTools use different schemes.
    scheme: isDevTools
      ? { userRoot: 'http://usr', temporaryPrefix: 'http://tmp/', savedPrefix: 'http://store/' }
      : { userRoot: 'wxfile://usr', temporaryPrefix: 'wxfile://tmp_', savedPrefix: 'wxfile://store_' },
    // native-apis.md §5.4.
    storageLimits: { entryBytes: mebibyte, totalBytes: 10 * mebibyte },
  })
  // Not spread: `isAlive` is a getter.
  return Object.assign(shared, {
    device,
    isPhone: device === 'ios' || device === 'android' || device === 'ohos',
    SDKVersion,
    clientVersion,
    appId: options.appId ?? 'wxsimulator000000',
    urlCheck: options.urlCheck ?? options.downloadDomains !== undefined,
    downloadDomains: options.downloadDomains ?? [],
    options,
    since: (version: string) => isVersionAtLeast(SDKVersion, version),
  })
}
