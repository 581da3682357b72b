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
import { type GetHost, getGlobalHost, type WechatHost } from './host.js'
import { networkTypes } from './network-types.js'
import { createRequestDialect } from './request-dialect.js'
import { createSupports } from './support.js'

/** What `downloadFile` needs of WeChat. */
export function createDownloadPlatform(host: GetHost): DownloadPlatform {
  const userDataPath = (): string => readUserDataPath(host())
  return {
    name: 'wechat',
    absence: () =>
      host() === undefined
        ? 'there is no wx here: @miniferry/download-wechat runs in WeChat, @miniferry/download-alipay in Alipay'
        : undefined,
    userDataPath,
    acceptedUrls: /^https?:\/\/(?![/?#])[^\ud800-\udfff]+$/iu,
    options: ['timeout', 'filePath', 'enableProfile', 'enableHttp2', 'enableQuic'],
    slots: { running: 0, waiting: new Set() },
    download: createMovingDownload(
      createNativeCall('downloadFile', createDownloadDialect(host)),
      createFileDialect(host),
      userDataPath,
    ),
  }
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
