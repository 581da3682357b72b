import type { DownloadProgress } from './download.js'

/** Reads the progress of one download over all its attempts. */
export interface ProgressMeter {
  progress(): DownloadProgress
  /** An attempt begins, with so many bytes already there. */
  begin(written: number, total?: number): void
  update(written: number, total: number): void
  /** Returns what takes back all since then: it was no part of the file, but an error page, say. */
  mark(): () => void
  /** The download has ended with a file of this size. */
  finish(size: number): void
}

/** Milliseconds after which what was measured counts a third. */
const memory = 3000

/** Milliseconds without a byte after which the speed falls. */
const pause = 1000

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
  let isFinished = false

  /** Bytes per second, after so many milliseconds without any. */
  const speed = (idle: number): number => {
    const kept = Math.exp(-idle / memory)
    const time = milliseconds * kept + idle
    return time > 0 ? ((bytes * kept) / time) * 1000 : 0
  }
  const show = (totalBytesWritten: number, total: number): void => {
    const bytesPerSecond = speed(0)
    const next: DownloadProgress = { totalBytesWritten, bytesPerSecond }
    if (total >= totalBytesWritten && total > 0) {
      percent = Math.max(percent, Math.floor((totalBytesWritten / total) * 100))
      next.totalBytesExpectedToWrite = total
      next.progress = percent
      if (bytesPerSecond > 0) next.secondsRemaining = (total - totalBytesWritten) / bytesPerSecond
    }
    progress = next
  }

  return {
    progress() {
      const idle = elapsed(lastTime)
      const { totalBytesWritten, totalBytesExpectedToWrite: total, bytesPerSecond } = progress
      if (isFinished || bytesPerSecond === 0 || idle < pause) return progress
      const slower = speed(idle)
      const left =
        total === undefined ? undefined : { secondsRemaining: (total - totalBytesWritten) / slower }
      return { ...progress, bytesPerSecond: slower, ...left }
    },
    begin(written, total = Number.NaN) {
      lastWritten = written
      lastTime = Date.now()
      const totalBytesWritten = Math.max(progress.totalBytesWritten, written)
      if (total > 0) show(totalBytesWritten, total)
      else progress = { ...progress, totalBytesWritten }
    },
    update(written, total) {
      const step = elapsed(lastTime)
      const kept = Math.exp(-step / memory)
      bytes = bytes * kept + Math.max(0, written - lastWritten)
      milliseconds = milliseconds * kept + step
      lastWritten = written
      lastTime = Date.now()
      show(Math.max(progress.totalBytesWritten, written), total)
    },
    mark() {
      const earlier = { progress, percent }
      return () => {
        progress = earlier.progress
        percent = earlier.percent
      }
    },
    finish(size) {
      isFinished = true
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

/** Ten minutes: what one step between two events of a transfer never takes. */
const longestStep = 600_000

/**
 * Milliseconds since a time of the phone's clock. The clock may be set meanwhile, by the user or the network: a step back, or a huge one
 * ahead, counts as none.
 */
export function elapsed(since: number): number {
  const step = Date.now() - since
  return step > 0 && step < longestStep ? step : 0
}
