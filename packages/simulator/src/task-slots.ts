/** How many tasks may run at a time. */
export interface TaskSlots {
  readonly running: number
  /** Whether a task that came now would have to wait. */
  readonly isFull: boolean
  /** Runs `start` now, or when a place is free. Returns the function that gives the place back, or leaves the queue. */
  enter(start: () => void): () => void
}

export function createTaskSlots(limit: () => number): TaskSlots {
  const waiting: (() => void)[] = []
  let running = 0
  const next = () => {
    while (running < limit()) {
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
      let state: 'waiting' | 'running' | 'left' = 'waiting'
      const take = () => {
        state = 'running'
        running++
        start()
      }
      waiting.push(take)
      next()
      return () => {
        if (state === 'running') running--
        const position = waiting.indexOf(take)
        if (position >= 0) waiting.splice(position, 1)
        state = 'left'
        next()
      }
    },
  }
}
