import type { ResumeOptions } from '@miniferry/download-core'
import type { Handle } from '../app/handle.js'
import { type PhonePlan, tellsStatusInWords } from '../plan/draw-phone.js'
import type { WorldState } from '../run/world-state.js'
import type { LoggedRequest } from '../server/request-log.js'
import { isResumable } from '../server/resource.js'

/**
 * When a download has succeeded: what came of requests that went well is at most the file, as often as it had to begin anew, and what was lost with
 * the memory of the app. A request that went wrong costs what it asked for, and no more.
 */
export function checkBytes({ plan, violations, server }: WorldState, { state, download }: Handle): void {
  const { wish, resource, cycle } = state
  const [shared, own] = [plan.configs[wish.downloader]?.resume, wish.request.resume].map((resume) =>
    typeof resume === 'object' ? resume : {},
  )
  const { parallel = 1, via = 'downloadFile' } = { ...shared, ...own }
  const versions = server.versionsOf(wish.resource)
  const largest = Math.max(...resource.sizes.slice(0, versions.length))
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
  const voids = cycle.voids * parallel + (hidesStatus(plan.phone, via) ? givenUp(cycle.requests, via) : 0)
  // A whole file of another version than the app wants is no use: each run begins once anew for that.
  const isUnwanted = wish.checksum !== undefined && versions.some(({ since }) => since >= cycle.since)
  const restarts = isUnwanted ? 1 + cycle.kills : 0
  const allowed = largest * (1 + voids + restarts) + lost + cycle.pauses * largestSegment
  violations.check(
    complete <= allowed,
    'bytes fetched',
    () =>
      `download ${wish.index}: ${complete} bytes of requests that went well, ${allowed} would do (${cycle.voids} times from zero, ${cycle.kills} kills, ${download.attempts} attempts)`,
  )
}

type Api = NonNullable<ResumeOptions['via']>

/** Whether the client says no more of a refusal than that it is one (native-apis.md §1.5). */
function hidesStatus({ platform, knobs }: PhonePlan, via: Api): boolean {
  if (via === 'request') return platform === 'alipay'
  return knobs.httpError === 'error-19' && !tellsStatusInWords(knobs)
}

/**
 * How often a range was refused twice in a row without a status. It may be 416, of a file that has become shorter: nobody can tell, and all of it is
 * fetched anew.
 */
function givenUp(requests: readonly LoggedRequest[], via: Api): number {
  const refused = new Set<number>()
  let count = 0
  for (const { asked, status = 0, fault, isHeard } of requests) {
    // What follows a redirect counts.
    if (asked === undefined || status === 302 || status === 307) continue
    // A bad certificate is a refusal as well there.
    const isRefusal = status >= 400 || (fault === 'certificate' && via === 'request')
    const isRefused = isRefusal && !isHeard
    const isSecond = refused.delete(asked.start)
    if (isRefused && isSecond) count += 1
    else if (isRefused) refused.add(asked.start)
  }
  return count
}
