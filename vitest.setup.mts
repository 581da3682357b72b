import { afterAll, expect, vi } from 'vitest'

// The next file runs in the same process.
afterAll(() => {
  expect(vi.isFakeTimers(), 'fake timers are left to the next file').toBe(false)
  expect(
    ['wx', 'my'].filter((host) => host in globalThis),
    'a host is left to the next file',
  ).toEqual([])
})
