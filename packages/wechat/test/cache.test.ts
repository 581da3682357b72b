import {
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  createWechatHost,
  type Disk,
  type WechatHostOptions,
} from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { type ContractHost, describeCacheContract } from '@miniferry/testing/contract'
import type { WechatHost } from '../src/host.js'
import { createPlatform } from '../src/platform.js'

describeCacheContract({
  name: 'wechat',
  createHost: (options) =>
    createWechatHost({ device: 'android', ...options } as WechatHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as WechatHost),
  createBarePlatform: (host) => createPlatform(host as WechatHost),
  createFolderDisk,
  createMemoryDisk,
  createWatchedDisk: (disk, beforeStep) => createWatchedDisk(disk as Disk, beforeStep),
  createScriptedFetch,
  gaps: {},
})
