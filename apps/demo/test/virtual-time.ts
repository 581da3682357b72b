import { vi } from 'vitest'

/** Milliseconds of virtual time after which nothing that a test waits for comes any more. */
const limit = 10 * 60_000

/** The real one: it comes after all promises that need no time. */
const { setImmediate } = globalThis

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Lets virtual time pass, timer by timer, until it is so. */
export async function passUntil(isSo: () => boolean): Promise<void> {
  const end = Date.now() + limit
  await settle()
  while (!isSo()) {
    if (vi.getTimerCount() === 0 || Date.now() > end) throw new Error('What the test waits for does not come')
    vi.advanceTimersToNextTimer()
    await settle()
  }
}

/** Lets virtual time pass until the promise is settled. */
export async function pass<T>(running: Promise<T>): Promise<T> {
  let isOver = false
  const over = () => {
    isOver = true
  }
  running.then(over, over)
  await passUntil(() => isOver)
  return await running
}
