import { createScriptedFetch, createWechatHost, type WechatHostOptions } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { type ContractHost, describePlatformContract } from '@miniferry/testing/contract'
import type { WechatHost } from '../src/host.js'
import { createPlatform } from '../src/platform.js'

describePlatformContract({
  name: 'wechat',
  createHost: (options) =>
    createWechatHost({ device: 'android', ...options } as WechatHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as WechatHost),
  createBarePlatform: (host) => createPlatform(host as WechatHost),
  createFolderDisk,
  createScriptedFetch,
  gaps: {},
})
