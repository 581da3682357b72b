/**
 * The download manager: queue, retry, resume, integrity. Exported by `@miniferry/download-wechat` and
 * `@miniferry/download-alipay` alike.
 *
 * @module downloader
 */
export type {
  AttemptAddress,
  AttemptFacts,
  Checksum,
  Download,
  Downloader,
  DownloaderConfig,
  DownloaderEvent,
  DownloaderEvents,
  DownloadGroup,
  DownloadOutcome,
  DownloadPolicy,
  DownloadProgress,
  DownloadRequest,
  DownloadResult,
  DownloadState,
  DownloadSummary,
  DownloadTiming,
  GroupProgress,
  Hasher,
  ResponseFacts,
  ResumeOptions,
  RetryOptions,
  WaitingFor,
} from '@miniferry/download-wechat'
export { createDownloader, downloadAll } from '@miniferry/download-wechat'
