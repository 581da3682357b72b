import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Reading, startProgressMeter } from '../src/progress-meter.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function startMeter() {
  const readings: Reading[] = []
  const meter = startProgressMeter((reading) => readings.push(reading))
  return { meter, readings }
}

test('paints ten times a second, however often the host reports', () => {
  const { meter, readings } = startMeter()
  for (let written = 1; written <= 1000; written++) {
    meter.update({ totalBytesWritten: written })
    vi.advanceTimersByTime(1)
  }
  expect(readings).toHaveLength(10)
  expect(readings[9]?.written).toBe(1000)
})

test('measures the speed over the last second', () => {
  const { meter, readings } = startMeter()
  for (let tick = 1; tick <= 20; tick++) {
    // 1 kB per tick in the first second, 5 kB per tick after that.
    const written = tick <= 10 ? tick * 1000 : 10_000 + (tick - 10) * 5000
    meter.update({ totalBytesWritten: written })
    vi.advanceTimersByTime(100)
  }
  expect(readings[9]?.bytesPerSecond).toBe(10_000)
  expect(readings[19]?.bytesPerSecond).toBe(50_000)
})

test('paints the last event when it stops, and nothing after that', () => {
  const { meter, readings } = startMeter()
  vi.advanceTimersByTime(40)
  meter.update({ progress: 100, totalBytesWritten: 500, totalBytesExpectedToWrite: 500 })
  meter.stop()
  vi.advanceTimersByTime(1000)
  expect(readings).toEqual([{ progress: 100, written: 500, total: 500, bytesPerSecond: 12_500, elapsed: 40 }])
})
