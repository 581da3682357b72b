import {
  type AlipayHostOptions,
  createAlipayHost,
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  type Disk,
} from '@miniferry/download-simulator'
import { type ContractHost, describeDownloaderContract } from '@miniferry/testing/contract'
import type { AlipayHost } from '../src/host.js'
import { createPlatform } from '../src/platform.js'

describeDownloaderContract({
  name: 'alipay',
  createHost: (options) =>
    createAlipayHost({ device: 'android', ...options } as AlipayHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as AlipayHost),
  createMemoryDisk,
  createWatchedDisk: (disk, beforeStep) => createWatchedDisk(disk as Disk, beforeStep),
  createScriptedFetch,
})
