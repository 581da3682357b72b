import {
  createDownloader as createDownloaderOf,
  type Downloader,
  type DownloaderConfig,
} from '@miniferry/download-core'
import { globalPlatform } from './create-platform.js'

/**
 * Makes a download manager for an Alipay mini-program: queue, retry, resume, integrity. Throws a `DownloadError` for a setting that is not what
 * it has to be.
 */
export function createDownloader(config: DownloaderConfig = {}): Downloader {
  return createDownloaderOf({ platform: globalPlatform(), ...config })
}

export type {
  AbortSignalLike,
  AttemptAddress,
  AttemptFacts,
  CacheMode,
  Checksum,
  Download,
  DownloadCache,
  DownloadErrorCode,
  DownloadErrorInit,
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
} from '@miniferry/download-core'
export { DownloadError, downloadAll, isDownloadError } from '@miniferry/download-core'
