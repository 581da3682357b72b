import { createDownloadFile, type DownloadFile } from '@miniferry/download-core'
import { downloadPlatform } from './download-platform.js'

/**
 * Downloads a file in a WeChat mini-program. Returns a real promise that is the task as well.
 *
 * Any answer of the server is a success, whatever its status, as on the host: look at `statusCode`. Rejects with a
 * `DownloadError`; nothing is thrown synchronously.
 */
export const downloadFile: DownloadFile = /* @__PURE__ */ createDownloadFile(downloadPlatform)

export type {
  AbortSignalLike,
  DownloadErrorCode,
  DownloadErrorInit,
  DownloadFile,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadProfile,
  DownloadTask,
  HeadersEvent,
  ProgressEvent,
  TimingPhases,
} from '@miniferry/download-core'
export { DownloadError, isDownloadError, timingPhases } from '@miniferry/download-core'
