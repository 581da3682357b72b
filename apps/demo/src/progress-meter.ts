import type { ProgressEvent } from './download-library.js'

/** What the page shows of a running download. */
export interface Reading {
  /** 0 to 100; `undefined` where the total is not known. */
  progress: number | undefined
  /** Bytes. */
  written: number
  /** Bytes; `undefined` where the total is not known. */
  total: number | undefined
  /** Over the last second; at the end, over all of it. */
  bytesPerSecond: number
  /** Milliseconds since the start. */
  elapsed: number
}

/** Milliseconds that the speed is measured over. */
const speedWindow = 1000

/**
 * Paints ten times a second, however often the host reports: one `setData` per event makes the page stutter
 * (native-apis.md §8, row 19).
 */
export function startProgressMeter(paint: (reading: Reading) => void, interval = 100) {
  const start = Date.now()
  let latest: ProgressEvent = { totalBytesWritten: 0 }
  let samples = [{ time: start, written: 0 }]

  const read = (isEnd: boolean) => {
    const time = Date.now()
    samples.push({ time, written: latest.totalBytesWritten })
    // The sample before the window stays, so that a slow download has two to compare.
    const first = samples.findIndex((sample) => sample.time > time - speedWindow)
    samples = samples.slice(Math.max(0, first - 1))
    const beginning = { time: start, written: 0 }
    const oldest = isEnd ? beginning : (samples[0] ?? beginning)
    paint({
      progress: latest.progress,
      written: latest.totalBytesWritten,
      total: latest.totalBytesExpectedToWrite,
      bytesPerSecond:
        time === oldest.time
          ? 0
          : ((latest.totalBytesWritten - oldest.written) / (time - oldest.time)) * 1000,
      elapsed: time - start,
    })
  }

  const timer = setInterval(() => read(false), interval)
  return {
    /** Takes an event. Cheap: nothing is painted here. */
    update(event: ProgressEvent): void {
      latest = event
    },
    /** Paints the last reading and stops. */
    stop(): void {
      clearInterval(timer)
      read(true)
    },
  }
}
