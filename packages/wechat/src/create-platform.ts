import {
  createFileStore,
  createLifecycleMonitor,
  createNetworkMonitor,
  createRequestCall,
  type Platform,
} from '@miniferry/download-core'
import { createDownloadPlatform, downloadPlatform } from './download-platform.js'
import { createFileDialect } from './file-dialect.js'
import { getGlobalHost, type WechatHost } from './host.js'
import { networkTypes } from './network-types.js'
import { createRequestDialect } from './request-dialect.js'
import { createSupports } from './support.js'

/** What a downloader and a cache need of the host that is there. */
export function globalPlatform(): Platform {
  return { ...createPlatform(), ...downloadPlatform }
}

/**
 * WeChat as core sees it.
 *
 * @param host - what to use for `wx`, for tests; by default the `wx` that is there when it is needed
 */
export function createPlatform(host?: WechatHost): Platform {
  const getHost = host === undefined ? getGlobalHost : () => host
  const mebibyte = 1024 * 1024
  return {
    ...createDownloadPlatform(getHost),
    request: createRequestCall(createRequestDialect(getHost)),
    supports: createSupports(getHost),
    // native-apis.md §1.7; old clients have less.
    limits: {
      parallelDownloads: 10,
      downloadBytes: 200 * mebibyte,
      fileBytes: 200 * mebibyte,
      totalBytes: 200 * mebibyte,
    },
    files: createFileStore(createFileDialect(getHost)),
    network: createNetworkMonitor(getHost, networkTypes),
    lifecycle: createLifecycleMonitor(getHost),
  }
}
