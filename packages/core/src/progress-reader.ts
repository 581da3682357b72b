import type { ProgressEvent } from './download-task.js'
import type { NativeProgress } from './platform.js'

/**
 * Reads the progress events of one download. What hosts report without a `Content-Length` is not documented
 * (native-apis.md §2), so a total that is missing, not positive or less than what is written counts as unknown.
 */
export function createProgressReader(): (event: NativeProgress) => ProgressEvent {
  let totalBytesWritten = 0
  let progress = 0
  return (event) => {
    // Whatever is no number fails the comparisons below.
    const total = event.totalBytesExpectedToWrite as number
    totalBytesWritten = higher(totalBytesWritten, event.totalBytesWritten)
    if (!(total > 0 && total >= totalBytesWritten)) return { totalBytesWritten }
    const percent = (event.progress as number) >= 0 ? event.progress : (totalBytesWritten / total) * 100
    progress = Math.min(100, higher(progress, percent))
    return { progress, totalBytesWritten, totalBytesExpectedToWrite: total }
  }
}

function higher(last: number, next: unknown): number {
  return (next as number) > last ? (next as number) : last
}
