import type { ResumeOptions } from '@miniferry/download-core'
import type { Handle } from '../app/handle.js'
import { type PhonePlan, tellsStatusInWords } from '../plan/phone.js'
import type { Exchange, RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import { isResumable } from '../server/resource.js'
import { askedRange, type HttpRequest } from '../server/web-server.js'

/** Who goes on with a file says with which version, so that a server that has another one answers with all of it at once. */
export function checkIfRange({ check }: RunState, { headers }: HttpRequest): void {
  const start = askedRange(headers)?.start ?? 0
  check(
    start === 0 || 'if-range' in headers,
    'bytes fetched',
    () => `asks for a part from ${start} on of whatever is there`,
  )
}

/** A server that said when to come back is not asked earlier, unless the app itself begins anew. */
export function checkRetryAfter(state: RunState, { request, cycle }: RequestState, exchange: Exchange): void {
  const { plan, check } = state
  const last = cycle.exchanges.at(-1)
  const { retry } = plan.configs[request.downloader] ?? {}
  const { maxRetryAfter = 300_000 } = typeof retry === 'object' ? retry : {}
  const { header, badStatus } = plan.phone.visible
  if (!last?.isHeard || last.retryAfter === undefined || !header || !badStatus) return
  const isSame = last.pauses === cycle.pauses && last.kills === cycle.kills && !cycle.isDouble
  const earliest = last.at + Math.min(last.retryAfter, maxRetryAfter)
  check(
    !isSame || last.at < cycle.since || exchange.at >= earliest,
    'retry after',
    () => `download ${request.index} comes back ${Math.round(earliest - exchange.at)} ms too early`,
  )
}

/**
 * When a download has succeeded: what came of responses without a fault is at most the file, as often as it had to begin anew, and what was lost with
 * the memory of the app. A fault costs what was asked for, and no more. What is kept of a failed download is not fetched again.
 */
export function checkBytes({ plan, check, server }: RunState, { state, download }: Handle): void {
  const { request, resource, cycle, resume } = state
  const { parallel = 1, via = 'downloadFile' } = resume ?? {}
  const versions = server.versionsOf(request.resource)
  const largest = Math.max(...resource.sizes.slice(0, versions.length))
  let complete = 0
  let largestSegment = 0
  const hosts = new Set<string>()
  for (const { host, asked, isHeard, delivered, fault, status, length } of cycle.exchanges) {
    if (asked !== undefined) hosts.add(host)
    const size = asked === undefined ? length : Math.min(asked.end - asked.start, largest)
    largestSegment = Math.max(largestSegment, size, delivered)
    // The first byte only tells that the file is what it was.
    if (status === 206 && asked?.start === 0 && asked.end === 1) continue
    // What a fault has spoilt is a failure, though the bytes came; so is what the host did not tell of.
    if (isHeard && fault === undefined && (status === 200 || status === 206)) complete += delivered
  }
  // Where ranges are no good the first segments of each server tell so, and are lost.
  // A date is no good within its own second.
  const isOfUse = isResumable(resource) && resource.validator !== 'date'
  const lost = parallel * largestSegment * (cycle.kills * 2 + (isOfUse ? 0 : hosts.size + cycle.kills))
  // Where the file has changed each line may be answered with the whole of it, before one of them is judged.
  const hidden = hidesStatus(plan.phone, via) ? givenUp(cycle.exchanges, via) : 0
  // What is nobody's, since the host has put another file in its place, has to be fetched again.
  const mixedUp = plan.phone.knobs.temporaryNames === 'url' ? 1 : 0
  // Beside a single line there may be the request that is sent before it ends.
  const restarts = (cycle.restarts + mixedUp) * Math.max(parallel, 2) + hidden
  // A whole file of another version than the app wants is no use: each launch begins once anew for that.
  const isUnwanted = request.checksum !== undefined && versions.some(({ since }) => since >= cycle.since)
  const unwanted = isUnwanted ? 1 + cycle.kills : 0
  const allowed = largest * (1 + restarts + unwanted) + lost + cycle.pauses * largestSegment
  check(
    complete <= allowed,
    'bytes fetched',
    () =>
      `download ${request.index}: ${complete} bytes of responses without a fault, ${allowed} would do (${cycle.restarts} times from zero, ${cycle.kills} kills, ${download.attempts} attempts)`,
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
function givenUp(exchanges: readonly Exchange[], via: Api): number {
  const refused = new Set<number>()
  let count = 0
  for (const { asked, status, fault, isHeard } of exchanges) {
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
