import { type AlipayHostOptions, createAlipayHost, createScriptedFetch } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { type ContractHost, describePlatformContract } from '@miniferry/testing/contract'
import type { AlipayHost } from '../src/host.js'
import { createPlatform } from '../src/platform.js'

describePlatformContract({
  name: 'alipay',
  createHost: (options) =>
    createAlipayHost({ device: 'android', ...options } as AlipayHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as AlipayHost),
  createBarePlatform: (host) => createPlatform(host as AlipayHost),
  createFolderDisk,
  createScriptedFetch,
  gaps: {
    'fails as tls on a network error of kind tls':
      'my.downloadFile has one number and one text for all failures of the network (native-apis.md §3.3)',
    'answer a status from 400 on with a result, whose status tells: request':
      'my.request fails with 19 and does not tell which status it was (native-apis.md §3.3)',
    'fail as tls on a network error of kind tls':
      'my.request has the number of a bad status for it, 19 (native-apis.md §3.3)',
    'have a SHA-256': 'my.getFileInfo knows md5 and sha1 only (native-apis.md §5.2)',
  },
})
