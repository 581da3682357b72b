import { afterEach, beforeEach, vi } from 'vitest'

/** When tests with a fake clock begin: milliseconds since 1970. */
export const start: number = Date.UTC(2026, 0, 1)

/** To be called in a `describe`: time passes when the test says so. */
export function useFakeClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: start })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}
