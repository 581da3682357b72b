import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPace } from '../src/file-server-send.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('waits for each piece as long as the line needs', async () => {
  const start = performance.now()
  const pace = createPace(1000)
  for (const bytes of [100, 400]) {
    const turn = pace(bytes)
    await vi.runAllTimersAsync()
    await turn
  }
  expect(performance.now() - start).toBe(500)
})

it('makes up for timers that are late', async () => {
  const start = performance.now()
  const pace = createPace(1000)
  for (let piece = 0; piece < 10; piece++) {
    const turn = pace(100)
    await vi.runAllTimersAsync()
    await turn
    if (piece < 9) vi.advanceTimersByTime(30)
  }
  expect(performance.now() - start).toBe(1000)
})

it('does not wait without a rate', async () => {
  await createPace(undefined)(1_000_000)
  expect(vi.getTimerCount()).toBe(0)
})
