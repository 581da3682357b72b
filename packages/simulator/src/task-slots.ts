/** How many tasks may run at a time. */
export interface TaskSlots {
  readonly running: number
  /** Whether a task that came now would have to wait. */
  readonly isFull: boolean
  /**
   * Runs `start` now, or when a place is free. Returns the function that gives the place back, or
   * leaves the queue; call it once.
   */
  enter(start: () => void): () => void
  /** Nothing starts any more. */
  close(): void
}

export function createTaskSlots(limit: () => number): TaskSlots {
  const waiting: (() => void)[] = []
  let running = 0
  let isClosed = false
  const next = () => {
    while (!isClosed && running < limit()) {
      const start = waiting.shift()
      if (start === undefined) return
      start()
    }
  }
  return {
    get running() {
      return running
    },
    get isFull() {
      return running >= limit()
    },
    enter: (start) => {
      let isRunning = false
      const take = () => {
        isRunning = true
        running++
        start()
      }
      waiting.push(take)
      next()
      return () => {
        if (isRunning) running--
        else waiting.splice(waiting.indexOf(take), 1)
        next()
      }
    },
    close: () => {
      isClosed = true
    },
  }
}

/** Slots that tasks of the same url share, one each. */
export interface UrlSlots {
  of(url: string): TaskSlots
  /** Nothing starts any more. */
  close(): void
}

export function createUrlSlots(): UrlSlots {
  const all = new Map<string, TaskSlots>()
  return {
    of: (url) => {
      const slots = all.get(url) ?? createTaskSlots(() => 1)
      all.set(url, slots)
      return slots
    },
    close: () => {
      for (const slots of all.values()) slots.close()
    },
  }
}
