/** The time of a world. Nothing waits: time jumps to the next thing that is to happen. */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Timers of one owner, which all end together: those of an app when it is killed. */
  createTimers(): Timers
  /** When the next timer is due; `Infinity` where there is none. */
  readonly nextAt: number
  /** Lets time pass until the next timer is due, and runs it. */
  runNext(): void
  /** Lets time pass, to a moment before the next timer. */
  passTo(time: number): void
}

/** Timers as the environment has them; a simulated host takes them for its `Clock`. */
export interface Timers {
  now(): number
  setTimeout(callback: () => void, milliseconds?: number): unknown
  clearTimeout(handle: unknown): void
  /** Nothing is called any more, and nothing can be set. */
  end(): void
}

interface Timer {
  readonly time: number
  /** Those of one moment run in the order in which they were set. */
  readonly order: number
  callback: (() => void) | undefined
}

export function createVirtualClock(start: number): VirtualClock {
  /** A binary heap: nobody is due before the one above. */
  const heap: Timer[] = []
  let now = start
  let order = 0

  const add = (timer: Timer): void => {
    let index = heap.length
    while (index > 0) {
      const above = (index - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || !comesBefore(timer, parent)) break
      heap[index] = parent
      index = above
    }
    heap[index] = timer
  }
  const takeFirst = (): void => {
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const right = heap[left + 1]
      let child = heap[left]
      const isRight = child !== undefined && right !== undefined && comesBefore(right, child)
      if (isRight) child = right
      if (child === undefined || !comesBefore(child, last)) break
      heap[index] = child
      index = isRight ? left + 1 : left
    }
    heap[index] = last
  }
  /** The first one that somebody still waits for. */
  const first = (): Timer | undefined => {
    while (heap[0] !== undefined && heap[0].callback === undefined) takeFirst()
    return heap[0]
  }

  return {
    get now() {
      return now
    },
    createTimers() {
      const own = new Set<Timer>()
      let isOver = false
      return {
        now: () => now,
        setTimeout(callback, milliseconds = 0) {
          const time = now + Math.max(0, Number(milliseconds) || 0)
          const timer: Timer = { time, order, callback: undefined }
          order += 1
          if (isOver) return timer
          timer.callback = () => {
            own.delete(timer)
            callback()
          }
          own.add(timer)
          add(timer)
          return timer
        },
        clearTimeout(handle) {
          const timer = handle as Timer | undefined
          if (timer === undefined || !own.delete(timer)) return
          timer.callback = undefined
        },
        end() {
          isOver = true
          for (const timer of own) timer.callback = undefined
          own.clear()
        },
      }
    },
    get nextAt() {
      return first()?.time ?? Number.POSITIVE_INFINITY
    },
    runNext() {
      const timer = first()
      if (timer === undefined) return
      takeFirst()
      now = Math.max(now, timer.time)
      const { callback } = timer
      timer.callback = undefined
      callback?.()
    },
    passTo(time) {
      now = Math.max(now, time)
    },
  }
}

function comesBefore(timer: Timer, other: Timer): boolean {
  return timer.time < other.time || (timer.time === other.time && timer.order < other.order)
}
