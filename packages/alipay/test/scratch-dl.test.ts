import {
  type AlipayHostOptions,
  createAlipayHost,
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  type Disk,
} from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import type { ContractHost } from '../../testing/src/contract-subject.js'
import { describeCacheSharingContract } from '../../testing/src/cache-sharing-contract.js'
import { describeCacheCopiesContract } from '../../testing/src/cache-copies-contract.js'
import type { AlipayHost } from '../src/host.js'
import { createPlatform } from '../src/index.js'

const subject = {
  name: 'alipay',
  limitBytes: 10 * 1024 * 1024,
  createHost: (options) =>
    createAlipayHost({ device: 'android', ...options } as AlipayHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as AlipayHost),
  createBarePlatform: (host) => createPlatform(host as AlipayHost),
  createFolderDisk,
  createMemoryDisk,
  createWatchedDisk: (disk, beforeStep) => createWatchedDisk(disk as Disk, beforeStep),
  createScriptedFetch,
  gaps: {},
}
describeCacheSharingContract(subject)
describeCacheCopiesContract(subject)
