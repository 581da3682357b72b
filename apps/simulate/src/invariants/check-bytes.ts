import type { Handle } from '../app/handle.js'
import type { WorldState } from '../run/world-state.js'
import { isResumable } from '../server/resource.js'

/**
 * When a download has succeeded: what came of requests that went well is at most the file, as often as it had to begin anew, and what was lost with
 * the memory of the app. A request that went wrong costs what it asked for, and no more.
 */
export function checkBytes({ plan, violations, server }: WorldState, { state, download }: Handle): void {
  const { wish, resource, cycle } = state
  const [own, shared] = [wish.request.resume, plan.configs[wish.downloader]?.resume].map((resume) =>
    typeof resume === 'object' ? resume.parallel : undefined,
  )
  const parallel = own ?? shared ?? 1
  const largest = Math.max(...resource.sizes.slice(0, server.versionsOf(wish.resource).length))
  let complete = 0
  let largestSegment = 0
  for (const { asked, isHeard, delivered, fault, status, length } of cycle.requests) {
    const size = asked === undefined ? length : Math.min(asked.end - asked.start, largest)
    largestSegment = Math.max(largestSegment, size, delivered)
    // The first byte only tells that the file is what it was.
    if (status === 206 && asked?.start === 0 && asked.end === 1) continue
    // What a fault has spoilt is a failure, though the bytes came; so is what the host did not tell of.
    if (isHeard && fault === undefined && (status === 200 || status === 206)) complete += delivered
  }
  // Where ranges are no good the first segments tell so, and are lost.
  // A date is no good within its own second.
  const isOfUse = isResumable(resource) && resource.validator !== 'date'
  const lost = parallel * largestSegment * (cycle.kills * 2 + (isOfUse ? 0 : 1 + cycle.kills))
  // Where the file has changed each line may be answered with the whole of it, before one of them is judged.
  const allowed = largest * (1 + cycle.voids * parallel) + lost + cycle.pauses * largestSegment
  violations.check(
    complete <= allowed,
    'bytes fetched',
    () =>
      `download ${wish.index}: ${complete} bytes of requests that went well, ${allowed} would do (${cycle.voids} times from zero, ${cycle.kills} kills, ${download.attempts} attempts)`,
  )
}
