import {
  createFileStore,
  createLifecycleMonitor,
  createMovingDownload,
  createNativeCall,
  createNetworkMonitor,
  createRequestCall,
  type DownloadPlatform,
  type Platform,
  readUserDataPath,
} from '@miniferry/download-core'
import { createDownloadDialect } from './download-dialect.js'
import { createFileDialect } from './file-dialect.js'
import { type AlipayHost, type GetHost, getGlobalHost } from './host.js'
import { networkTypes } from './network-types.js'
import { createRequestDialect } from './request-dialect.js'
import { createSupports } from './support.js'

/** What `downloadFile` needs of Alipay. */
export function createDownloadPlatform(host: GetHost): DownloadPlatform {
  const userDataPath = (): string => readUserDataPath(host())
  return {
    name: 'alipay',
    absence: () =>
      host() === undefined
        ? 'there is no my here: @miniferry/download-alipay runs in Alipay, @miniferry/download-wechat in WeChat'
        : undefined,
    userDataPath,
    acceptedUrls: /^(https?:\/\/(?=[^/?#])|data:)[^\ud800-\udfff]*$/iu,
    options: ['timeout', 'filePath'],
    slots: { running: 0, waiting: new Set() },
    download: createMovingDownload(
      createNativeCall('downloadFile', createDownloadDialect(host)),
      createFileDialect(host),
      userDataPath,
    ),
  }
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
