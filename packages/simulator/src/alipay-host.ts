import { alipayCall } from './alipay-call.js'
import { type AlipayContext, type AlipayHostOptions, createAlipayContext } from './alipay-context.js'
import { type AlipayDownloadOptions, createAlipayDownloadFile } from './alipay-download.js'
import { type AlipayFileSystemManager, createAlipayFileSystemManager } from './alipay-files.js'
import type { AlipayKnobs } from './alipay-knobs.js'
import { type AlipayRequestOptions, type AlipayRequestTask, createAlipayRequest } from './alipay-request.js'
import { type AlipayStorage, createAlipayStorage } from './alipay-storage.js'
import { alipaySupport } from './alipay-support.js'
import { type AppEvents, createAppEvents, isAppEvent } from './app-events.js'
import type { Callbacks } from './callbacks.js'
import type { PhoneNetwork } from './phone.js'
import { createSimulate, type Simulate } from './simulate.js'
import { withoutMembers } from './vendor-context.js'

/** A simulated `my`, and `simulate`, which is what its user's phone does. */
export interface AlipayHost extends AppEvents, AlipayStorage {
  /** A task, a promise, both or neither, by the knobs. */
  downloadFile(options: AlipayDownloadOptions): unknown
  request(options: AlipayRequestOptions): AlipayRequestTask
  getFileSystemManager(): AlipayFileSystemManager
  readonly SDKVersion: string
  readonly isIDE: boolean
  readonly env: {
    readonly USER_DATA_PATH: string
    readonly clientName: string
    readonly clientVersion: string
    readonly language: string
    readonly platform: 'iOS' | 'Android'
  }
  getAppBaseInfo(): { SDKVersion: string; version: string; language: string }
  getAppIdSync(): { appId: string }
  getSystemInfoSync(): { version: string; platform: string; brand: string; model: string }
  canIUse(query: string): boolean
  getNetworkType(options?: Callbacks): Promise<object>
  readonly simulate: Simulate<AlipayHost, AlipayKnobs>
}

/**
 * A `my` that really downloads.
 *
 * @example
 * ```ts
 * const my = createAlipayHost({ clientVersion: '10.2.0', knobs: { httpError: 'error-12' } })
 * Object.assign(globalThis, { my })
 * ```
 */
export function createAlipayHost(options: AlipayHostOptions = {}): AlipayHost {
  const context = createAlipayContext(options)
  const { knobs, device, SDKVersion, clientVersion, phone } = context
  const manager = createAlipayFileSystemManager(context)
  const platform = device === 'android' ? 'Android' : 'iOS'
  const hasAppEvents = knobs.lifecycleEvents === 'app'
  const networkWord = (network: PhoneNetwork) => alipayNetworkType(context, network)
  const host: AlipayHost = {
    downloadFile: createAlipayDownloadFile(context),
    request: createAlipayRequest(context),
    getFileSystemManager: () => manager,
    SDKVersion,
    isIDE: device === 'ide',
    env: {
      USER_DATA_PATH: context.files.userRoot,
      clientName: 'ap',
      clientVersion,
      language: 'zh-Hans',
      platform,
    },
    getAppBaseInfo: () => ({ SDKVersion, version: clientVersion, language: 'zh-Hans' }),
    getAppIdSync: () => ({ appId: context.appId }),
    getSystemInfoSync: () => ({ version: clientVersion, platform, brand: platform, model: 'Simulator' }),
    canIUse: (query) => (hasAppEvents || !isAppEvent(query)) && canIUse(context, query),
    getNetworkType: (callbacks = {}) =>
      alipayCall(
        context,
        callbacks,
        () => ({ networkAvailable: phone.network !== 'none', networkType: networkWord(phone.network) }),
        () => ({ error: 3, errorMessage: '未知错误' }),
      ),
    ...createAppEvents(context, networkWord),
    ...createAlipayStorage(context),
    simulate: createSimulate(
      context,
      {
        interrupts: () => knobs.backgroundRule === 'fail',
        failsOnSwitch: () => knobs.networkSwitch === 'fail',
      },
      () => createAlipayHost({ ...options, disk: context.disk, knobs: { ...knobs } }),
    ),
  }
  // What this base library, this client or the IDE does not have (native-apis.md §5.4).
  const notInIDE = /^(on|off)(App)?(Show|Hide)$/
  return withoutMembers(host, (name) => {
    const { SDKVersion = '', clientVersion = '' } = alipaySupport.get(name) ?? {}
    if (device === 'ide' && notInIDE.test(name)) return true
    return !context.sinceSDK(SDKVersion) || !context.sinceClient(clientVersion)
  })
}

function canIUse(context: AlipayContext, query: string): boolean {
  const { knobs } = context
  const support = alipaySupport.get(query)
  if (support === undefined) return false
  const isOfTask = /^downloadFile\.return\.(abort|on|off)/.test(query)
  if (isOfTask && knobs.task === 'absent') return false
  if (query === 'downloadFile.return.abort' && knobs.task === 'without-abort') return false
  const { SDKVersion = '', clientVersion = '' } = support
  if (clientVersion !== '' && knobs.canIUseOfClients === 'unknown') return false
  return context.sinceSDK(SDKVersion) && context.sinceClient(clientVersion)
}

// native-apis.md §5.4.
function alipayNetworkType(context: AlipayContext, network: PhoneNetwork): string {
  if (network === 'none') return 'NOTREACHABLE'
  if (network === '5g' && !context.sinceClient('10.2.50')) return 'WWAN'
  return network.toUpperCase()
}
