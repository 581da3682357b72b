import type { DownloadProgress } from './download.js'

/** Reads the progress of one download over all its attempts. */
export interface ProgressMeter {
  readonly progress: DownloadProgress
  /** An attempt begins, with so many bytes already there. */
  begin(written: number): void
  update(written: number, total: number): void
  /** The download has ended with a file of this size. */
  finish(size: number): void
}

/** Milliseconds after which what was measured counts a third. */
const memory = 3000

/**
 * Bytes and percentage never fall, though an attempt may begin again from zero. The speed is smoothed: bytes and time of
 * the last seconds, older ones counting less and less.
 */
export function createProgressMeter(): ProgressMeter {
  let progress: DownloadProgress = { totalBytesWritten: 0, bytesPerSecond: 0 }
  let percent = 0
  let lastWritten = 0
  let lastTime = 0
  let bytes = 0
  let milliseconds = 0

  return {
    get progress() {
      return progress
    },
    begin(written) {
      lastWritten = written
      lastTime = Date.now()
      progress = { ...progress, totalBytesWritten: Math.max(progress.totalBytesWritten, written) }
    },
    update(written, total) {
      const now = Date.now()
      const kept = Math.exp((lastTime - now) / memory)
      bytes = bytes * kept + Math.max(0, written - lastWritten)
      milliseconds = milliseconds * kept + now - lastTime
      lastWritten = written
      lastTime = now
      const totalBytesWritten = Math.max(progress.totalBytesWritten, written)
      const bytesPerSecond = milliseconds > 0 ? (bytes / milliseconds) * 1000 : 0
      const next: DownloadProgress = { totalBytesWritten, bytesPerSecond }
      if (total >= totalBytesWritten && total > 0) {
        next.totalBytesExpectedToWrite = total
        percent = Math.max(percent, Math.floor((totalBytesWritten / total) * 100))
        next.progress = percent
        if (bytesPerSecond > 0) next.secondsRemaining = (total - totalBytesWritten) / bytesPerSecond
      }
      progress = next
    },
    finish(size) {
      progress = {
        progress: 100,
        totalBytesWritten: size,
        totalBytesExpectedToWrite: size,
        bytesPerSecond: progress.bytesPerSecond,
        secondsRemaining: 0,
      }
    },
  }
}
