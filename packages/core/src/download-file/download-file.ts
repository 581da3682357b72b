import { asRecord, createWarning } from '../binding/host.js'
import type { DownloadPlatform } from '../platform.js'
import { type DownloadFileOptions, snapshotOptions } from './options.js'
import { createDownloadTask, type DownloadTask } from './task.js'
import { startTransfer } from './transfer.js'

/** `downloadFile` of one platform. */
export type DownloadFile = (options: DownloadFileOptions) => DownloadTask

/** Makes the `downloadFile` of a platform. An option that the platform lacks, or that is none, is warned about once for each of these. */
export function createDownloadFile(platform: DownloadPlatform): DownloadFile {
  const warn = createWarning()
  return (options) => {
    const given = snapshotOptions(options)
    return createDownloadTask(asRecord(given), (listener) => startTransfer(platform, given, listener, warn))
  }
}
