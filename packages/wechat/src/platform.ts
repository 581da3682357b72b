// The seam, for those who add a platform or test over a host of their own.

export type {
  DigestAlgorithm,
  DownloadPlatform,
  FeatureSupport,
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
  SupportTable,
} from '@miniferry/download-core'
export { createDownloadFile } from '@miniferry/download-core'
export { createPlatform } from './create-platform.js'
export { supportTable } from './support.js'
