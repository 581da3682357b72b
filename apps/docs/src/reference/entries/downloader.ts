/**
 * The download manager: queue, retry, resume, integrity. Exported by `@miniferry/download-wechat` and
 * `@miniferry/download-alipay` alike.
 *
 * @module downloader
 */
export type {
  Checksum,
  Download,
  Downloader,
  DownloaderConfig,
  DownloaderEvent,
  DownloaderEvents,
  DownloadPolicy,
  DownloadProgress,
  DownloadRequest,
  DownloadResult,
  DownloadState,
  DownloadTiming,
  Hasher,
  ResumeOptions,
  RetryOptions,
  WaitingFor,
} from '@miniferry/download-wechat'
export { createDownloader } from '@miniferry/download-wechat'
