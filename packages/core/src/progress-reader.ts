import type { ProgressEvent } from './download-task.js'
import type { NativeProgress } from './platform.js'

/**
 * Reads the progress events of one download. What hosts report without a `Content-Length` is not documented
 * (native-apis.md §2), so a total that is missing, not positive or less than what is written counts as unknown.
 */
export function createProgressReader(): (event: NativeProgress) => ProgressEvent {
  let written = 0
  let percent = 0
  return (event) => {
    written = Math.max(written, numberOr(event.totalBytesWritten, 0))
    const total = numberOr(event.totalBytesExpectedToWrite, 0)
    if (total <= 0 || total < written) return { totalBytesWritten: written }
    percent = Math.max(percent, Math.min(100, numberOr(event.progress, (written / total) * 100)))
    return { progress: percent, totalBytesWritten: written, totalBytesExpectedToWrite: total }
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}
