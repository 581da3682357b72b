/**
 * One download: `wx.downloadFile` and `my.downloadFile` with the same options, results and errors. Exported by
 * `@miniferry/download-wechat` and `@miniferry/download-alipay` alike.
 *
 * @module download-file
 */
export type {
  AbortSignalLike,
  DownloadFile,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadProfile,
  DownloadTask,
  HeadersEvent,
  ProgressEvent,
  TimingPhases,
} from '@miniferry/download-wechat'
export { downloadFile, timingPhases } from '@miniferry/download-wechat'
export type { DownloadPlatform } from '@miniferry/download-wechat/platform'
export { createDownloadFile } from '@miniferry/download-wechat/platform'
