import {
  type CacheOptions,
  createDownloader as createDownloaderOf,
  createDownloadFile,
  createFileCache as createFileCacheOf,
  type Downloader,
  type DownloaderConfig,
  type DownloadFile,
  type Feature,
  type FileCache,
} from '@miniferry/download-core'
import { getGlobalHost } from './host.js'
import { createDownloadPlatform, createPlatform } from './platform.js'
import { createSupports } from './support.js'

// One for `downloadFile` and all downloaders, since they share the host's parallel limit.
const downloadPlatform = /* @__PURE__ */ createDownloadPlatform(getGlobalHost)

/**
 * Downloads a file in an Alipay mini-program. Returns a real promise that is the task as well.
 *
 * Any answer of the server is a success, whatever its status, as on the host: look at `statusCode`. Rejects with a
 * `DownloadError`; nothing is thrown synchronously.
 */
export const downloadFile: DownloadFile = /* @__PURE__ */ createDownloadFile(downloadPlatform)

/**
 * Makes a download manager for an Alipay mini-program: queue, retry, resume, integrity, cache. Throws a `DownloadError` for a setting that
 * is not what it has to be.
 */
export function createDownloader(config: DownloaderConfig = {}): Downloader {
  return createDownloaderOf({ platform: { ...createPlatform(), ...downloadPlatform }, ...config })
}

/**
 * Makes a file cache for `createDownloader`. Throws a `DownloadError` for an option that is not what it has to be.
 */
export function createFileCache(options: CacheOptions): FileCache {
  return createFileCacheOf({ platform: { ...createPlatform(), ...downloadPlatform }, ...options })
}

/** Whether this very client has a feature: the host is asked for its version at the first question that needs it. */
export const supports: (feature: Feature) => boolean = /* @__PURE__ */ createSupports(getGlobalHost)

export type {
  AbortSignalLike,
  CachedFile,
  CacheKeyRequest,
  CacheMode,
  CacheOptions,
  CacheRequest,
  Checksum,
  DigestAlgorithm,
  Download,
  DownloadCache,
  DownloadErrorCode,
  DownloadErrorInit,
  Downloader,
  DownloaderConfig,
  DownloaderEvent,
  DownloaderEvents,
  DownloadFile,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadPlatform,
  DownloadPolicy,
  DownloadProfile,
  DownloadProgress,
  DownloadRequest,
  DownloadResult,
  DownloadState,
  DownloadTask,
  DownloadTiming,
  Feature,
  FeatureSupport,
  FileCache,
  FileStat,
  FileStore,
  Hasher,
  HeadersEvent,
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
  ProgressEvent,
  ResponseFacts,
  ResumeOptions,
  RetryOptions,
  SupportTable,
  TimingPhases,
  WaitingFor,
} from '@miniferry/download-core'
export {
  createDownloadFile,
  DownloadError,
  isDownloadError,
  timingPhases,
} from '@miniferry/download-core'
export { createPlatform } from './platform.js'
export { supportTable } from './support.js'
