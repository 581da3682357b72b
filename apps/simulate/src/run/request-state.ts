import type { DownloadErrorCode, ResumeOptions } from '@miniferry/download-core'
import { hasPlace, type PlannedRequest } from '../plan/downloads.js'
import type { RunPlan } from '../plan/plan.js'
import type { FaultName } from '../server/faults.js'
import type { Headers } from '../server/web-server.js'

/** How the app fares with one of its requests, over all its launches. */
export type RequestState = ReturnType<typeof createRequestState>

export function createRequestState(plan: RunPlan, request: PlannedRequest, now: number) {
  const resource = plan.resources[request.resource]
  if (resource === undefined) throw new Error('a request for no resource')
  const shared = plan.configs[request.downloader]?.resume
  const own = request.options.resume
  const isWhole = own === false || (own === undefined && shared === false)
  const segments: ResumeOptions = Object.assign({}, ...[shared, own].filter((one) => typeof one === 'object'))
  return {
    request,
    resource,
    /** As the app asked for it last: with a key it has one after the other. */
    url: addressOf(request),
    hasPlace: hasPlace(request),
    /** Who asks for it, as the server sees it. */
    user: request.options.header?.Authorization ?? '',
    resume: isWhole ? undefined : segments,
    /** Whether the app still wants it: it has asked, and not aborted. */
    isWanted: false,
    /** Whether it got it, and has not asked again. */
    isDone: false,
    /** Whether the server has told a false length or version since it last succeeded: what is kept of the file may contradict the truth. */
    isContradicted: false,
    /** Whether its cached file has been pinned, and whether it has been deleted and not been asked for again. */
    isPinned: false,
    /** How often the app has taken that back. */
    unpins: 0,
    isDeleted: false,
    /** Since when it had been waited for before a failure, after which the app was killed before its part was removed: milliseconds since 1970. */
    leftSince: Number.POSITIVE_INFINITY,
    cycle: createCycle(now, []),
  }
}

/** @param more - what it is to have in its query besides the mark */
export function addressOf({ isRedirected, resource, mark, address }: PlannedRequest, more = ''): string {
  const folder = isRedirected ? 'moved' : 'files'
  // Behind one that `..` may take away.
  const name = address.name && `/named/${address.name}`
  return `https://files.example.com/${folder}/${resource}${name}?w=${mark}${more}`
}

/** What has happened since the app began to wait for a file: until an outcome, over any number of kills where there is a path. */
export type Cycle = ReturnType<typeof createCycle>

/** @param since - milliseconds since 1970 */
export function createCycle(since: number, allowed: Iterable<DownloadErrorCode>) {
  return {
    since,
    /** How it may fail, after all that went wrong. */
    allowed: new Set(allowed),
    exchanges: [] as Exchange[],
    /** How often what was there of the file may have been thrown away. */
    restarts: 0,
    /** How often segments that had come may have been lost with the memory of the app. */
    kills: 0,
    /** How often it was paused: what comes in that moment may be lost. */
    pauses: 0,
    /** Whether two transfers of it may run beside each other. */
    isDouble: false,
    /** Whether it has ended with a failure, and whether what was there of the file has to be kept then. */
    isOver: false,
    keepsPart: false,
    /** When it ended: milliseconds since 1970. */
    ended: Number.NEGATIVE_INFINITY,
  }
}

/** One HTTP request that reached the network, and its response. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly host: string
  readonly asked: { readonly start: number; readonly end: number } | undefined
  readonly status: number
  readonly fault: FaultName | undefined
  /** Milliseconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined
  /** How often the download had been paused, and the app killed, until then. */
  readonly pauses: number
  readonly kills: number
  /** Bytes of the body. */
  readonly length: number
  /** Bytes that the host has read of it. */
  delivered: number
  /** Whether the library has got it: the host may keep to itself what it has, or call it a failure. */
  isHeard: boolean
}

/** The app begins to wait again. What is kept of a failure may contradict the truth; what has to be kept is not fetched again. */
export function createNextCycle(
  { cycle, isContradicted }: RequestState,
  since: number,
  allowed: readonly DownloadErrorCode[],
): Cycle {
  const next = createCycle(since, isContradicted ? [...allowed, 'integrity'] : allowed)
  if (cycle.isOver && cycle.keepsPart) {
    // Bytes that had come before those that are missing are kept, those that had come after them are not: the next segment is asked for early.
    return { ...cycle, since, allowed: next.allowed, kills: cycle.kills + 1, isOver: false, keepsPart: false }
  }
  return { ...next, restarts: cycle.isOver && cycle.restarts > 0 ? 1 : 0 }
}

/** The mark in a URL, by which the server knows whose requests have faults. */
export function markOf(url: string): number {
  return Number(/[?&]w=(\d+)/.exec(url)?.[1] ?? -1)
}

/** The request that an HTTP request is for: of one URL there may be several, of different users. */
export function findRequest(requests: readonly RequestState[], url: string, header: Headers = {}) {
  const { Authorization: user = header.authorization ?? '' } = header
  const mark = markOf(url)
  return requests.find((state) => state.request.mark === mark && state.user === user)
}
