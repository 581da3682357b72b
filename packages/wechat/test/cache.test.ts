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
  limitBytes: 200 * 1024 * 1024,
  createHost: (options) =>
    createWechatHost({ device: 'android', ...options } as WechatHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as WechatHost),
  createBarePlatform: (host) => createPlatform(host as WechatHost),
  createFolderDisk,
  createMemoryDisk,
  createWatchedDisk: (disk, beforeStep) => createWatchedDisk(disk as Disk, beforeStep),
  createScriptedFetch,
  gaps: {
    'spends little of a real file of 12 MB that is too large':
      'WeChat takes files of up to 200 MB (native-apis.md §1.7)',
    'downloads plainly on a client that tells neither status nor headers':
      'every WeChat client tells the status (native-apis.md §1.2)',
  },
})
