import type { NetworkApi } from './call-answers.js'
import type { HostContext } from './host-context.js'
import { createProblem } from './problem.js'

/**
 * Runs `start` now, or when the limits of parallel tasks have a place for it. Throws the problem where they refuse it.
 * Returns the function that gives the place back, or leaves the queue; call it once.
 */
export function admitTask(
  { knobs, slots, slotsOfUrl }: HostContext,
  { api, url }: { api: NetworkApi; url: string },
  start: () => void,
): () => void {
  const ofApi = slots(api)
  if (ofApi.isFull && knobs.parallelOverflow !== 'queue') {
    const words = knobs.parallelOverflow === 'max-connected' ? { words: 'max_connected' } : {}
    throw createProblem('too-many-tasks', words)
  }
  if (api === 'request' || knobs.parallelSameUrl === 'run') return ofApi.enter(start)
  const ofUrl = slotsOfUrl(url)
  if (ofUrl.isFull && knobs.parallelSameUrl === 'fail') {
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
}
