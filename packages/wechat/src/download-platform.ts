import {
  createMovingDownload,
  createNativeCall,
  type DownloadPlatform,
  readUserDataPath,
} from '@miniferry/download-core'
import { createDownloadDialect } from './download-dialect.js'
import { createFileDialect } from './file-dialect.js'
import { type GetHost, getGlobalHost } from './host.js'

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

/** One for `downloadFile`, all downloaders and caches, since they share the host's parallel limit. */
export const downloadPlatform: DownloadPlatform = /* @__PURE__ */ createDownloadPlatform(getGlobalHost)
