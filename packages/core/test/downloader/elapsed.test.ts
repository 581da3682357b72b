import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { elapsed } from '../../src/downloader/progress-meter.js'
import { createScene, flush, pass, urlOf } from './scene.js'

const now = Date.UTC(2026, 0, 1)
const hour = 3_600_000
const day = 24 * hour

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(now)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a step of the clock', () => {
  it.each([
    [0, 0],
    [1, 1],
    [599_999, 599_999],
    [600_000, 0],
    [day, 0],
    [-1, 0],
    [-hour, 0],
  ])('of %s ms counts as %s ms', (step, expected) => {
    expect(elapsed(now - step)).toBe(expected)
  })
})

describe('a clock that is set while a download runs', () => {
  it.each([
    ['an hour back', -hour],
    ['a day ahead', day],
  ])('%s leaves progress, speed and timing as they are', async (_, step) => {
    const { platform, add } = createScene()
    const download = add(urlOf('a'))
    const seen: number[] = []
    download.onProgressUpdate(({ bytesPerSecond }) => seen.push(bytesPerSecond))
    await flush()
    for (let written = 1000; written <= 3000; written += 1000) {
      await pass(1000)
      platform.running[0]?.progress(written, 10_000)
    }
    vi.setSystemTime(Date.now() + step)
    for (let written = 4000; written <= 6000; written += 1000) {
      await pass(1000)
      platform.running[0]?.progress(written, 10_000)
    }
    expect(seen).toHaveLength(6)
    for (const speed of seen) expect(Math.abs(speed - 1000)).toBeLessThan(500)
    platform.running[0]?.success(10_000)
    const { timing } = await download
    expect(timing.started).toBeGreaterThanOrEqual(timing.added)
    expect(timing.ended).toBeGreaterThanOrEqual(timing.started)
  })
})
