import { type AlipayKnobs, defaultAlipayKnobs } from './alipay-knobs.js'
import type { AlipayDevice, AlipayHostOptions } from './alipay-options.js'
import { withDataUrls } from './data-url-fetch.js'
import { globalFetch } from './fetch-like.js'
import { createHostContext, type HostContext } from './host-context.js'
import { isVersionAtLeast } from './version.js'

const mebibyte = 1024 * 1024

/** A simulated Alipay with everything decided. */
export interface AlipayContext extends HostContext<AlipayKnobs> {
  readonly device: AlipayDevice
  readonly SDKVersion: string
  readonly clientVersion: string
  readonly appId: string
  readonly urlCheck: boolean
  readonly downloadDomains: readonly string[]
  sinceSDK(version: string): boolean
  sinceClient(version: string): boolean
}

export function createAlipayContext(options: AlipayHostOptions): AlipayContext {
  const { device = 'ide', SDKVersion = '2.9.40', clientVersion = '10.5.80' } = options
  const shared = createHostContext({
    ...options,
    fetch: withDataUrls(options.fetch ?? globalFetch),
    knobs: { ...defaultAlipayKnobs, ...options.knobs },
    // native-apis.md §1.2, §1.7: the client and the IDE alike.
    scheme: {
      userRoot: 'https://usr',
      temporaryPrefix: 'https://resource/',
      savedPrefix: 'https://resource/saved-',
    },
    // native-apis.md §5.4.
    storageLimits: { entryBytes: 200 * 1024, totalBytes: 10 * mebibyte },
  })
  // Not spread: `isAlive` is a getter.
  return Object.assign(shared, {
    device,
    SDKVersion,
    clientVersion,
    appId: options.appId ?? '2021000000000000',
    urlCheck: options.urlCheck ?? options.downloadDomains !== undefined,
    downloadDomains: options.downloadDomains ?? [],
    sinceSDK: (version: string) => isVersionAtLeast(SDKVersion, version),
    sinceClient: (version: string) => isVersionAtLeast(clientVersion, version),
  })
}
