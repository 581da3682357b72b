import {
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  createWechatHost,
  type Disk,
  type WechatHostOptions,
} from '@miniferry/download-simulator'
import { type ContractHost, describeDownloaderContract } from '@miniferry/testing/contract'
import type { WechatHost } from '../src/host.js'
import { createPlatform } from '../src/platform.js'

describeDownloaderContract({
  name: 'wechat',
  createHost: (options) =>
    createWechatHost({ device: 'android', ...options } as WechatHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as WechatHost),
  createMemoryDisk,
  createWatchedDisk: (disk, beforeStep) => createWatchedDisk(disk as Disk, beforeStep),
  createScriptedFetch,
})
