import type { NativeProgress } from '../platform.js'
import type { ProgressEvent } from './task.js'

/**
 * Reads the progress events of one download. What hosts report without a `Content-Length` is not documented
 * (native-apis.md §2), so a total that is missing, not positive or less than what is written counts as unknown.
 * The percentage is computed, since it is not documented as an integer on both platforms, nor as there at all.
 */
export function createProgressReader(): (event: NativeProgress) => ProgressEvent {
  let totalBytesWritten = 0
  let progress = 0
  return (event) => {
    const total = numberOf(event.totalBytesExpectedToWrite)
    totalBytesWritten = Math.max(totalBytesWritten, numberOf(event.totalBytesWritten))
    if (total <= 0 || total < totalBytesWritten) return { totalBytesWritten }
    progress = Math.max(progress, Math.floor((totalBytesWritten / total) * 100))
    return { progress, totalBytesWritten, totalBytesExpectedToWrite: total }
  }
}

function numberOf(value: unknown): number {
  return Number.isFinite(value) ? (value as number) : 0
}
