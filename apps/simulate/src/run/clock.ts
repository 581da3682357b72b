import { createClock as createFakeClock } from '@sinonjs/fake-timers'

type Timer = ReturnType<ReturnType<typeof createFakeClock>['setTimeout']>

/** Timers of one owner: an app, or the phone, the network and the server. */
export interface Timers {
  now(): number
  setTimeout(callback: () => void, milliseconds?: number): unknown
  clearTimeout(handle: unknown): void
  /** Nothing is called any more, and nothing can be set. */
  end(): void
}

/** The time of a run, in milliseconds since 1970. Nothing waits: it jumps to the next thing that is to happen. */
export function createClock(start: number) {
  const clock = createFakeClock(start)
  return {
    get now(): number {
      return clock.now
    },
    /** Whether nothing is to happen any more. */
    get isIdle(): boolean {
      return clock.countTimers() === 0
    },
    createTimers(): Timers {
      const own = new Set<Timer>()
      let isOver = false
      return {
        now: () => clock.now,
        setTimeout(callback, milliseconds = 0) {
          if (isOver) return undefined
          // Timers count whole milliseconds.
          const timer = clock.setTimeout(() => {
            own.delete(timer)
            callback()
          }, Math.ceil(milliseconds))
          own.add(timer)
          return timer
        },
        clearTimeout(handle) {
          const timer = handle as Timer
          if (own.delete(timer)) clock.clearTimeout(timer)
        },
        end() {
          isOver = true
          for (const timer of own) clock.clearTimeout(timer)
          own.clear()
        },
      }
    },
    /** Lets time pass until then, step by step; `afterStep` says whether to go on. */
    async passTo(time: number, afterStep: () => Promise<boolean>): Promise<void> {
      let isThere = false
      const stop = clock.setTimeout(
        () => {
          isThere = true
        },
        Math.max(0, time - clock.now),
      )
      while (!isThere) {
        clock.next()
        if (!isThere && !(await afterStep())) break
      }
      clock.clearTimeout(stop)
    },
  }
}
