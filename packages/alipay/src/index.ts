import { createDownloadFile, type DownloadFile, type Feature } from '@miniferry/download-core'
import { getGlobalHost } from './host.js'
import { createDownloadPlatform } from './platform.js'
import { supports as supportsOf } from './support.js'

/**
 * Downloads a file in an Alipay mini-program. Returns a real promise that is the task as well.
 *
 * Any answer of the server is a success, whatever its status, as on the host: look at `statusCode`. Rejects with a
 * `DownloadError`; nothing is thrown synchronously.
 */
export const downloadFile: DownloadFile = /* @__PURE__ */ createDownloadFile(
  /* @__PURE__ */ createDownloadPlatform(getGlobalHost),
)

/** Whether this very client has a feature: asks the host and its version, now. */
export function supports(feature: Feature): boolean {
  return supportsOf(getGlobalHost, feature)
}

export type {
  AbortSignalLike,
  DigestAlgorithm,
  DownloadErrorCode,
  DownloadErrorInit,
  DownloadFile,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadPlatform,
  DownloadProfile,
  DownloadTask,
  Feature,
  FeatureSupport,
  FileStat,
  FileStore,
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
  SupportTable,
  TimingPhases,
} from '@miniferry/download-core'
export {
  createDownloadFile,
  DownloadError,
  isDownloadError,
  timingPhases,
} from '@miniferry/download-core'
export { createPlatform } from './platform.js'
export { supportTable } from './support.js'
