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
  DownloadPlatform,
  DownloadProfile,
  DownloadTask,
  HeadersEvent,
  ProgressEvent,
  TimingPhases,
} from '@miniferry/download-wechat'
export { createDownloadFile, downloadFile, timingPhases } from '@miniferry/download-wechat'
