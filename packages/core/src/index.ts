// For apps. Each platform's package re-exports these.

export type { AbortSignalLike } from './abort-signal-like.js'
export { createDownloadFile, type DownloadFile } from './create-download-file.js'
export { DownloadError, type DownloadErrorInit } from './download-error.js'
export type { DownloadErrorCode } from './download-error-code.js'
export type { DownloadFileOptions } from './download-file-options.js'
export type { DownloadFileResult } from './download-file-result.js'
export type { DownloadProfile } from './download-profile.js'
export type { DownloadTask, HeadersEvent, ProgressEvent } from './download-task.js'
export type { Feature } from './feature.js'
export { isDownloadError } from './is-download-error.js'
export type {
  DigestAlgorithm,
  DownloadPlatform,
  FileStat,
  FileStore,
  LifecycleMonitor,
  NativeFailure,
  NativeListener,
  NativeProgress,
  NativeRequest,
  NativeResult,
  NativeTask,
  NetworkMonitor,
  NetworkType,
  Platform,
  PlatformLimits,
} from './platform.js'
export type { FeatureSupport, SupportTable } from './support-table.js'
export { type TimingPhases, timingPhases } from './timing-phases.js'

// The downloader.

export type { CacheKeyRequest, CacheMode, CacheOptions } from './cache/cache-options.js'
export type { CachedFile, CacheRequest, DownloadCache } from './cache/download-cache.js'
export { createDownloader } from './downloader/create-downloader.js'
export type { Download, DownloadProgress, DownloadState, WaitingFor } from './downloader/download.js'
export type {
  DownloadPolicy,
  ResponseFacts,
  ResumeOptions,
  RetryOptions,
} from './downloader/download-policy.js'
export type { Checksum, DownloadRequest } from './downloader/download-request.js'
export type { DownloadResult, DownloadTiming } from './downloader/download-result.js'
export type {
  Downloader,
  DownloaderConfig,
  DownloaderEvent,
  DownloaderEvents,
} from './downloader/downloader.js'
export type { Hasher } from './downloader/hasher.js'

// For bindings: what both platforms need. Not re-exported by them, and free to change with any release.

export type { FileDialect } from './call-file-system.js'
export { asRecord, readUserDataPath } from './call-host.js'
export { createFileStore } from './create-file-store.js'
export { createLifecycleMonitor } from './create-lifecycle-monitor.js'
export { createMovingDownload } from './create-moving-download.js'
export { createNativeCall, type NativeDialect } from './create-native-call.js'
export { createNetworkMonitor } from './create-network-monitor.js'
export { createRequestCall, type RequestDialect } from './create-request-call.js'
export { createFailureReader, type ErrorRow, type FailureReader } from './error-table.js'
export { createSupport, type HostFacts } from './support-table.js'
