/** Time that passes only when it is told to, in whole milliseconds. */
export interface VirtualClock {
  readonly now: number
  /** Calls back after so many milliseconds, rounded up; at least one. Returns what `cancel` takes. */
  schedule(callback: () => void, delay: number): object
  cancel(timer: object | undefined): void
  /** Goes on to what is scheduled next, and does it. `false` where there is nothing. */
  step(): boolean
}

interface Timer {
  readonly callback: () => void
  readonly moment: Set<Timer>
}

export function createVirtualClock(): VirtualClock {
  /** By millisecond. A set keeps the order and lets go of the cancelled, of which there are as many as requests. */
  const moments: (Set<Timer> | undefined)[] = []
  let now = 0
  return {
    get now() {
      return now
    },
    schedule(callback, delay) {
      const at = now + Math.max(1, Math.ceil(delay))
      const moment = moments[at] ?? new Set()
      moments[at] = moment
      const timer = { callback, moment }
      moment.add(timer)
      return timer
    },
    cancel(timer) {
      const known = timer as Timer | undefined
      known?.moment.delete(known)
    },
    step() {
      while (now < moments.length) {
        const [next] = moments[now] ?? []
        if (next !== undefined) {
          next.moment.delete(next)
          next.callback()
          return true
        }
        moments[now] = undefined
        now += 1
      }
      return false
    },
  }
}
