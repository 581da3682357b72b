import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startListMeter } from '../src/downloads/list-meter.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('paints at once after a quiet time, then at most every 150 ms', () => {
  const paint = vi.fn(() => false)
  const meter = startListMeter(paint)
  meter.touch()
  vi.advanceTimersByTime(0)
  expect(paint).toHaveBeenCalledTimes(1)
  for (let elapsed = 0; elapsed < 600; elapsed++) {
    meter.touch()
    vi.advanceTimersByTime(1)
  }
  expect(paint).toHaveBeenCalledTimes(5)
})

test('paints what came last', () => {
  let value = 0
  const painted: number[] = []
  const meter = startListMeter(() => {
    painted.push(value)
    return false
  })
  for (value = 1; value <= 3; value++) meter.touch()
  value = 4
  vi.advanceTimersByTime(1000)
  expect(painted).toEqual([4])
})

test('goes on by itself while something changes by itself', () => {
  let left = 3
  const paint = vi.fn(() => --left > 0)
  startListMeter(paint).touch()
  vi.advanceTimersByTime(10_000)
  expect(paint).toHaveBeenCalledTimes(3)
})

test('paints no more after it was stopped', () => {
  const paint = vi.fn(() => true)
  const meter = startListMeter(paint)
  meter.touch()
  vi.advanceTimersByTime(200)
  meter.stop()
  vi.advanceTimersByTime(1000)
  expect(paint).toHaveBeenCalledTimes(2)
})
