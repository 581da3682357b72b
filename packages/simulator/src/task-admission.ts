import type { NetworkApi } from './call-answers.js'
import { createProblem } from './problem.js'
import type { SharedKnobs } from './shared-knobs.js'

/** How many tasks may run at a time. */
export function createTaskAdmission(knobs: SharedKnobs) {
  let isClosed = false
  const createSlots = (limit: () => number) => createTaskSlots(() => (isClosed ? 0 : limit()))
  const downloads = createSlots(() => knobs.parallelLimit)
  const requests = createSlots(() => knobs.parallelLimit)
  const urls = new Map<string, TaskSlots>()
  return {
    /**
     * Runs `start` now, or when the limits of parallel tasks have a place for it. Throws the problem where they refuse it.
     * Returns the function that gives the place back, or leaves the queue; call it once.
     */
    admit: ({ api, url }: { api: NetworkApi; url: string }, start: () => void): (() => void) => {
      const ofApi = api === 'request' && knobs.parallelScope === 'per-api' ? requests : downloads
      if (ofApi.isFull() && knobs.parallelOverflow !== 'queue') {
        const words = knobs.parallelOverflow === 'max-connected' ? { words: 'max_connected' } : {}
        throw createProblem('too-many-tasks', words)
      }
      if (api === 'request' || knobs.parallelSameUrl === 'run') return ofApi.enter(start)
      const ofUrl = urls.get(url) ?? createSlots(() => 1)
      urls.set(url, ofUrl)
      if (ofUrl.isFull() && knobs.parallelSameUrl === 'fail') {
        throw createProblem('too-many-tasks', { words: 'the same task is working' })
      }
      let leaveApi: (() => void) | undefined
      const leaveUrl = ofUrl.enter(() => {
        leaveApi = ofApi.enter(start)
      })
      return () => {
        leaveApi?.()
        leaveUrl()
      }
    },
    /** Nothing starts any more. */
    close: () => {
      isClosed = true
    },
  }
}

type TaskSlots = ReturnType<typeof createTaskSlots>

function createTaskSlots(limit: () => number) {
  const waiting: (() => void)[] = []
  let running = 0
  /** Whether a task that came now would have to wait. */
  const isFull = () => running >= limit()
  const next = () => {
    while (!isFull()) {
      const start = waiting.shift()
      if (start === undefined) return
      start()
    }
  }
  return {
    isFull,
    enter: (start: () => void): (() => void) => {
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
  }
}
