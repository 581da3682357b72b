// For apps. Each platform's package re-exports these.

export type { FeatureSupport, SupportTable } from './binding/support-table.js'
export type { DownloadErrorCode } from './download-error.js'
export { DownloadError, type DownloadErrorInit, isDownloadError } from './download-error.js'
export { createDownloadFile, type DownloadFile } from './download-file/download-file.js'
export type { AbortSignalLike, DownloadFileOptions } from './download-file/options.js'
export type { DownloadProfile } from './download-file/profile.js'
export { type TimingPhases, timingPhases } from './download-file/profile.js'
export type { DownloadFileResult, HeadersEvent, ProgressEvent } from './download-file/result.js'
export type { DownloadTask } from './download-file/task.js'
export type {
  DigestAlgorithm,
  DownloadPlatform,
  Feature,
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

// The downloader.

export { createDownloader } from './create-downloader.js'
export { type DownloadGroup, type DownloadOutcome, downloadAll, type GroupProgress } from './download-all.js'
export type {
  Download,
  DownloadProgress,
  DownloadResult,
  DownloadState,
  DownloadSummary,
  DownloadTiming,
  WaitingFor,
} from './downloader/download.js'
export type {
  DownloadCache,
  Downloader,
  DownloaderConfig,
  DownloaderEvent,
  DownloaderEvents,
} from './downloader/downloader.js'
export type {
  AttemptAddress,
  AttemptFacts,
  CacheMode,
  DownloadPolicy,
  Hasher,
  ResponseFacts,
  ResumeOptions,
  RetryOptions,
} from './downloader/policy.js'
export type { Checksum, DownloadRequest } from './downloader/request.js'

// The cache.

export { createFileCache } from './cache/create-file-cache.js'
export type {
  CachedFile,
  CacheKeyRequest,
  CacheOptions,
  CacheRequest,
  FileCache,
} from './cache/file-cache.js'

// For bindings: what both platforms need. Not re-exported by them, and free to change with any release.

export { createFailureReader, type ErrorRow, type FailureReader } from './binding/error-table.js'
export { createFileStore } from './binding/file-store.js'
export type { FileDialect } from './binding/file-system.js'
export { asRecord, callHost, readUserDataPath } from './binding/host.js'
export { createLifecycleMonitor, createNetworkMonitor } from './binding/monitors.js'
export { createMovingDownload } from './binding/moving-download.js'
export {
  createNativeCall,
  createRequestCall,
  type NativeDialect,
  type RequestDialect,
} from './binding/native-call.js'
export { createSupport, type HostFacts } from './binding/support-table.js'
