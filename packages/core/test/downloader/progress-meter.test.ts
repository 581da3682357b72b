import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgressMeter, type ProgressMeter } from '../../src/downloader/progress-meter.js'

let meter: ProgressMeter

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(1_000_000)
  meter = createProgressMeter()
})
afterEach(() => {
  vi.useRealTimers()
})

function after(milliseconds: number, written: number, total: number): void {
  vi.advanceTimersByTime(milliseconds)
  meter.update(written, total)
}

describe('bytes and percentage', () => {
  it('are nothing at first', () => {
    expect(meter.progress()).toEqual({ totalBytesWritten: 0, bytesPerSecond: 0 })
  })

  it('follow the attempt, rounded down', () => {
    meter.begin(0)
    after(100, 999, 1000)
    expect(meter.progress()).toMatchObject({
      progress: 99,
      totalBytesWritten: 999,
      totalBytesExpectedToWrite: 1000,
    })
  })

  it('begin with what is there already', () => {
    meter.begin(500)
    expect(meter.progress().totalBytesWritten).toBe(500)
    after(100, 500, 1000)
    expect(meter.progress()).toMatchObject({ progress: 50, totalBytesWritten: 500, bytesPerSecond: 0 })
  })

  it('have the percentage at once where the total is known already', () => {
    meter.begin(500, 1000)
    expect(meter.progress()).toMatchObject({
      progress: 50,
      totalBytesExpectedToWrite: 1000,
      bytesPerSecond: 0,
    })
    meter.begin(0, 1000)
    expect(meter.progress()).toMatchObject({ progress: 50, totalBytesWritten: 500 })
  })

  it('are taken back where what came was no part of the file', () => {
    meter.begin(0)
    after(100, 100, 1000)
    const takeBack = meter.mark()
    after(100, 900, 1000)
    takeBack()
    expect(meter.progress()).toMatchObject({ progress: 10, totalBytesWritten: 100 })
    after(100, 200, 1000)
    expect(meter.progress()).toMatchObject({ progress: 20, totalBytesWritten: 200 })
  })

  it('never fall after something was taken back, though the total was unknown then', () => {
    meter.begin(0)
    after(100, 500, 1000)
    after(100, 500, Number.NaN)
    const takeBack = meter.mark()
    after(100, 900, 1000)
    takeBack()
    after(100, 510, 10_000)
    expect(meter.progress().progress).toBeGreaterThanOrEqual(50)
  })

  it('never fall, though an attempt begins again from zero', () => {
    meter.begin(0)
    after(100, 700, 1000)
    meter.begin(0)
    expect(meter.progress()).toMatchObject({ progress: 70, totalBytesWritten: 700 })
    after(100, 100, 1000)
    expect(meter.progress()).toMatchObject({ progress: 70, totalBytesWritten: 700 })
    after(100, 800, 1000)
    expect(meter.progress()).toMatchObject({ progress: 80, totalBytesWritten: 800 })
  })

  it('never fall, though the total was unknown for a while and grows', () => {
    meter.begin(0)
    after(100, 50, 100)
    after(100, 60, Number.NaN)
    after(100, 70, 1000)
    expect(meter.progress().progress).toBeGreaterThanOrEqual(50)
  })

  it.each([Number.NaN, 0, -1, 50])('have no total if that is %d', (total) => {
    meter.begin(0)
    after(100, 100, total)
    expect(meter.progress()).toEqual({ totalBytesWritten: 100, bytesPerSecond: 1000 })
  })

  it('are exact at the end', () => {
    meter.begin(0)
    after(100, 100, 1000)
    meter.finish(1000)
    expect(meter.progress()).toEqual({
      progress: 100,
      totalBytesWritten: 1000,
      totalBytesExpectedToWrite: 1000,
      bytesPerSecond: 1000,
      secondsRemaining: 0,
    })
  })

  it('are exact at the end of an empty file, and of a smaller one than was reported', () => {
    meter.finish(0)
    expect(meter.progress()).toMatchObject({
      progress: 100,
      totalBytesWritten: 0,
      totalBytesExpectedToWrite: 0,
    })
    after(100, 100, 1000)
    meter.finish(60)
    expect(meter.progress()).toMatchObject({ progress: 100, totalBytesWritten: 60 })
  })
})

describe('the speed', () => {
  it('is bytes over time', () => {
    meter.begin(0)
    after(500, 1000, 10_000)
    expect(meter.progress().bytesPerSecond).toBe(2000)
  })

  it('stays where it is on a steady link', () => {
    meter.begin(0)
    for (let written = 100; written <= 2000; written += 100) after(100, written, 10_000)
    expect(meter.progress().bytesPerSecond).toBeCloseTo(1000)
  })

  it('is smoothed: a burst counts less than its own speed, a pause less than nothing', () => {
    meter.begin(0)
    for (let written = 100; written <= 3000; written += 100) after(100, written, 10_000)
    after(100, 4000, 10_000)
    const { bytesPerSecond: burst } = meter.progress()
    expect(burst).toBeGreaterThan(1000)
    expect(burst).toBeLessThan(2000)
    after(1000, 4000, 10_000)
    expect(meter.progress().bytesPerSecond).toBeLessThan(burst)
    expect(meter.progress().bytesPerSecond).toBeGreaterThan(0)
  })

  it('falls while nothing comes, and the time that is left grows', () => {
    const meter = createProgressMeter()
    meter.begin(0)
    for (let second = 1; second <= 5; second += 1) {
      vi.advanceTimersByTime(1000)
      meter.update(second * 1000, 10_000)
    }
    const { bytesPerSecond, secondsRemaining = 0 } = meter.progress()
    expect(bytesPerSecond).toBeCloseTo(1000)
    let last = bytesPerSecond
    for (let second = 2; second <= 8; second += 1) {
      vi.advanceTimersByTime(1000)
      if (second < 3) continue
      expect(meter.progress().bytesPerSecond).toBeLessThan(last)
      last = meter.progress().bytesPerSecond
    }
    expect(last).toBeLessThan(200)
    expect(meter.progress().secondsRemaining).toBeGreaterThan(secondsRemaining)
    meter.finish(10_000)
    const { bytesPerSecond: final } = meter.progress()
    vi.advanceTimersByTime(10_000)
    expect(meter.progress().bytesPerSecond).toBe(final)
  })

  it('forgets: after long enough only the new speed is left', () => {
    meter.begin(0)
    after(1000, 100_000, 1e9)
    for (let step = 1; step <= 300; step += 1) after(100, 100_000 + step * 10, 1e9)
    expect(Math.abs(meter.progress().bytesPerSecond - 100)).toBeLessThan(10)
  })

  it('does not count what was there, nor the time between attempts', () => {
    meter.begin(0)
    after(1000, 1000, 10_000)
    vi.advanceTimersByTime(60_000)
    meter.begin(1000)
    after(1000, 2000, 10_000)
    expect(meter.progress().bytesPerSecond).toBeCloseTo(1000)
  })

  it('is never negative, nor infinite in the same millisecond', () => {
    meter.begin(0)
    after(0, 100, 1000)
    expect(meter.progress().bytesPerSecond).toBe(0)
    after(100, 50, 1000)
    expect(meter.progress().bytesPerSecond).toBeGreaterThanOrEqual(0)
    expect(meter.progress().bytesPerSecond).toBeLessThan(Number.POSITIVE_INFINITY)
  })
})

describe('the remaining time', () => {
  it('is the rest at this speed', () => {
    meter.begin(0)
    after(1000, 250, 1000)
    expect(meter.progress().secondsRemaining).toBeCloseTo(3)
  })

  it('is not known without a speed or a total', () => {
    meter.begin(0)
    after(0, 250, 1000)
    expect('secondsRemaining' in meter.progress()).toBe(false)
    after(1000, 250, Number.NaN)
    expect('secondsRemaining' in meter.progress()).toBe(false)
  })
})
