import { afterEach, beforeEach, vi } from 'vitest'

/** Milliseconds of virtual time after which nothing that a test waits for comes any more. */
const limit = 10 * 60_000

/** The real one: it comes after all promises that need no time. */
const { setImmediate } = globalThis

/** Resolves when everything is done that needs no time. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** On fake timers, lets time pass, timer by timer, until it is so. */
export async function passUntil(isSo: () => boolean): Promise<void> {
  const end = Date.now() + limit
  await settled()
  while (!isSo()) {
    if (vi.getTimerCount() === 0 || Date.now() > end) throw new Error('What the test waits for does not come')
    vi.advanceTimersToNextTimer()
    await settled()
  }
}

/** On fake timers, lets time pass until the promise is settled. */
export async function pass<T>(running: Promise<T>): Promise<T> {
  let isOver = false
  const over = (): void => {
    isOver = true
  }
  running.then(over, over)
  await passUntil(() => isOver)
  return await running
}

/**
 * To be called in a `describe`: its tests run on fake timers, and time passes by itself, to the next timer whenever nothing is
 * left to do without. A test may await whatever needs neither sockets nor files.
 */
export function useVirtualTime(): void {
  let test = 0
  const run = async (own: number): Promise<void> => {
    for (;;) {
      await settled()
      if (own !== test) return
      if (vi.isFakeTimers() && vi.getTimerCount() > 0) vi.advanceTimersToNextTimer()
    }
  }
  beforeEach(() => {
    vi.useFakeTimers()
    void run(test)
  })
  afterEach(() => {
    test++
    vi.useRealTimers()
  })
}

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
