import {
  createFileStore,
  createLifecycleMonitor,
  createNetworkMonitor,
  type DownloadPlatform,
  moveTemporaryFile,
  type Platform,
  startNativeDownload,
} from '@miniferry/download-core'
import { createDownloadDialect } from './download-dialect.js'
import { createFileDialect } from './file-dialect.js'
import { type AlipayHost, type GetHost, getGlobalHost } from './host.js'
import { networkTypes } from './network-types.js'
import { supports } from './support.js'

const mebibyte = 1024 * 1024

/** What `downloadFile` needs of Alipay. */
export function createDownloadPlatform(host: GetHost): DownloadPlatform {
  const dialect = createDownloadDialect(host)
  const files = createFileDialect(host)
  return {
    name: 'alipay',
    acceptedUrls: /^(https?:\/\/[^/?#]|data:)/i,
    supports: (feature) => supports(host, feature),
    download: (request, listener) => startNativeDownload(dialect, request, listener),
    // Clients before 10.2.80 ignore filePath (native-apis.md §8 row 18).
    moveTemporaryFile: (tempFilePath, filePath) => moveTemporaryFile(files, tempFilePath, filePath),
  }
}

/**
 * Alipay as core sees it.
 *
 * @param host - what to use for `my`, for tests; by default the `my` that is there when it is needed
 */
export function createPlatform(host?: AlipayHost): Platform {
  const getHost = host === undefined ? getGlobalHost : () => host
  return {
    ...createDownloadPlatform(getHost),
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
