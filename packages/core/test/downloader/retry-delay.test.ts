import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { retryDelay } from '../../src/downloader/retry.js'

const options = {
  limit: 3,
  connectLimit: 3,
  minDelay: 1000,
  maxDelay: 30_000,
  factor: 2,
  jitter: 'none',
  maxRetryAfter: 300_000,
} as const
const now = Date.UTC(2025, 0, 1, 12, 0, 0)
const dateIn = (milliseconds: number): string => new Date(now + milliseconds).toUTCString()

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(now)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the delay', () => {
  it('grows twofold with each failure in a row up to the cap', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 5000].map((failures) => retryDelay(options, failures, {}))
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  })

  it('grows by the given factor, or not at all', () => {
    const tripled = [1, 2, 3].map((failures) => retryDelay({ ...options, factor: 3 }, failures, {}))
    expect(tripled).toEqual([1000, 3000, 9000])
    expect(retryDelay({ ...options, factor: 1 }, 9, {})).toBe(1000)
  })

  it('never exceeds the cap, even at first', () => {
    expect(retryDelay({ ...options, maxDelay: 10 }, 1, {})).toBe(10)
    expect(retryDelay({ ...options, minDelay: 0 }, 5, {})).toBe(0)
  })

  it.each([
    [0, 0],
    [0.25, 1000],
    [0.999, 3996],
  ])('with full jitter is a random part of it: %d gives %d', (random, delay) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    expect(retryDelay({ ...options, jitter: 'full' }, 3, {})).toBeCloseTo(delay)
  })

  it('without jitter asks for no random number', () => {
    const random = vi.spyOn(Math, 'random')
    retryDelay(options, 3, {})
    expect(random).not.toHaveBeenCalled()
  })
})

describe('Retry-After', () => {
  const after = (value: string, header: Record<string, string> = {}): number =>
    retryDelay(options, 1, { ...header, 'retry-after': value })

  it('counts in seconds, instead of the delay', () => {
    expect(after('7')).toBe(7000)
    expect(after(' 7 ')).toBe(7000)
    expect(after('0')).toBe(0)
    expect(retryDelay({ ...options, maxDelay: 10 }, 1, { 'retry-after': '7' })).toBe(7000)
  })

  it.each([
    [0, 7000],
    [0.5, 8750],
    [0.999, 10_496.5],
  ])('with full jitter is obeyed, and up to half as long again: %d gives %d', (random, delay) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    expect(retryDelay({ ...options, jitter: 'full' }, 1, { 'retry-after': '7' })).toBeCloseTo(delay)
  })

  it('as a date counts from the Date of the answer, whatever the phone thinks', () => {
    expect(after(dateIn(86_400_000 + 5000), { date: dateIn(86_400_000) })).toBe(5000)
  })

  it('as a date counts from the clock of the phone where the answer has no Date, or a broken one', () => {
    expect(after(dateIn(9000))).toBe(9000)
    expect(after(dateIn(9000), { date: 'yesterday' })).toBe(9000)
  })

  it('in the past means at once', () => {
    expect(after(dateIn(-9000))).toBe(0)
    expect(after(dateIn(1000), { date: dateIn(2000) })).toBe(0)
  })

  it.each(['', 'soon', '-5', '1.5', 'Infinity', '5s', '0x10'])('%j is no Retry-After', (value) => {
    expect(after(value)).toBe(1000)
  })

  it('is obeyed up to maxRetryAfter', () => {
    expect(after('301')).toBe(300_000)
    expect(after(dateIn(3_600_000))).toBe(300_000)
    expect(retryDelay({ ...options, maxRetryAfter: 0 }, 1, { 'retry-after': '7' })).toBe(0)
  })
})
