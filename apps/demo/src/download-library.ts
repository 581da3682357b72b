import type {
  Downloader,
  DownloaderConfig,
  DownloadFileOptions,
  DownloadProfile,
  DownloadTask,
  Feature,
  SupportTable,
  TimingPhases,
} from '@miniferry/download-wechat'

export type {
  Checksum,
  Download,
  DownloadError,
  DownloadErrorCode,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadPolicy,
  DownloadRequest,
  DownloadResult,
  DownloadState,
  DownloadTask,
  Feature,
  FeatureSupport,
  ProgressEvent,
  TimingPhases,
} from '@miniferry/download-wechat'

/** A file of the cache. */
export type CachedFile = NonNullable<Awaited<ReturnType<Downloader['cache']['get']>>>

/**
 * What the pages use of Miniferry. `@miniferry/download-wechat` and `@miniferry/download-alipay` both are one,
 * since they export the same names; each native project passes its own in.
 */
export interface DownloadLibrary {
  readonly supportTable: SupportTable
  downloadFile(options: DownloadFileOptions): DownloadTask
  supports(feature: Feature): boolean
  timingPhases(profile: DownloadProfile): TimingPhases
  createDownloader(config?: DownloaderConfig): Downloader
  /** Bytes that one file of the app may have. */
  readonly fileBytes: number
}
