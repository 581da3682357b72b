import {
  createFileStore,
  createLifecycleMonitor,
  createNetworkMonitor,
  createRequestCall,
  type Platform,
} from '@miniferry/download-core'
import { createDownloadPlatform, downloadPlatform } from './download-platform.js'
import { createFileDialect } from './file-dialect.js'
import { type AlipayHost, getGlobalHost } from './host.js'
import { networkTypes } from './network-types.js'
import { createRequestDialect } from './request-dialect.js'
import { createSupports } from './support.js'

/** What a downloader and a cache need of the host that is there. */
export function globalPlatform(): Platform {
  return { ...createPlatform(), ...downloadPlatform }
}

/**
 * Alipay as core sees it.
 *
 * @param host - what to use for `my`, for tests; by default the `my` that is there when it is needed
 */
export function createPlatform(host?: AlipayHost): Platform {
  const getHost = host === undefined ? getGlobalHost : () => host
  const mebibyte = 1024 * 1024
  return {
    ...createDownloadPlatform(getHost),
    request: createRequestCall(createRequestDialect(getHost)),
    supports: createSupports(getHost),
    // native-apis.md §1.7; a limit on parallel downloads, or on one download, is documented nowhere.
    limits: {
      parallelDownloads: Number.POSITIVE_INFINITY,
      downloadBytes: Number.POSITIVE_INFINITY,
      fileBytes: 10 * mebibyte,
      totalBytes: 50 * mebibyte,
    },
    files: createFileStore(createFileDialect(getHost)),
    network: createNetworkMonitor(getHost, networkTypes),
    lifecycle: createLifecycleMonitor(getHost),
  }
}
