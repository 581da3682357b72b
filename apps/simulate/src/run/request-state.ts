import type { DownloadErrorCode, ResumeOptions } from '@miniferry/download-core'
import type { PlannedRequest, RunPlan } from '../plan/plan.js'
import type { FaultName } from '../server/faults.js'
import type { ResourcePlan } from '../server/resource.js'
import type { Headers } from '../server/web-server.js'

/** How the app fares with one of its requests, over all its launches. */
export interface RequestState {
  readonly request: PlannedRequest
  readonly resource: ResourcePlan
  readonly url: string
  /** Who asks for it, as the server sees it. */
  readonly user: string
  readonly resume: false | ResumeOptions
  /** Whether the app still wants it: it has asked, and not aborted. */
  isWanted: boolean
  /** Whether it got it, and has not asked again. */
  isDone: boolean
  /**
   * How often it may still fail because the server has told a false length or version once: what is kept of the file contradicts the truth
   * twice, before that is believed.
   */
  contradictions: number
  /** Whether that has happened since it last succeeded: a kill may come before it is written down what contradicted it. */
  hasContradiction: boolean
  /** Whether its cached file has been pinned, and whether it has been deleted and not been asked for again. */
  isPinned: boolean
  isDeleted: boolean
  cycle: Cycle
}

/** What has happened since the app began to wait for a file: until an outcome, over any number of kills where there is a path. */
export interface Cycle {
  /** Milliseconds since 1970. */
  readonly since: number
  /** How it may fail, after all that went wrong. */
  readonly allowed: Set<DownloadErrorCode>
  readonly exchanges: Exchange[]
  /** How often what was there of the file may have been thrown away. */
  restarts: number
  /** How often segments that had come may have been lost with the memory of the app. */
  kills: number
  /** How often it was paused: what comes in that moment may be lost. */
  pauses: number
  /** Whether two transfers of it may run beside each other. */
  isDouble: boolean
  /** Whether it has ended with a failure, and whether what was there of the file has to be kept then. */
  isOver: boolean
  keepsPart: boolean
}

/** One HTTP request that reached the network, and its response. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly at: number
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

export function createRequestState(plan: RunPlan, request: PlannedRequest, now: number): RequestState {
  const resource = plan.resources[request.resource]
  if (resource === undefined) throw new Error('a request for no resource')
  const folder = request.isRedirected ? 'moved' : 'files'
  const shared = plan.configs[request.downloader]?.resume
  const own = request.options.resume
  const isWhole = own === false || (own === undefined && shared === false)
  return {
    request,
    resource,
    url: `https://files.example.com/${folder}/${request.resource}?w=${request.mark}`,
    user: request.options.header?.Authorization ?? '',
    resume: !isWhole && Object.assign({}, ...[shared, own].filter((one) => typeof one === 'object')),
    isWanted: false,
    isDone: false,
    contradictions: 0,
    hasContradiction: false,
    isPinned: false,
    isDeleted: false,
    cycle: createCycle(now, []),
  }
}

export function createCycle(since: number, allowed: Iterable<DownloadErrorCode>): Cycle {
  return {
    since,
    allowed: new Set(allowed),
    exchanges: [],
    restarts: 0,
    kills: 0,
    pauses: 0,
    isDouble: false,
    isOver: false,
    keepsPart: false,
  }
}

/** The app begins to wait again. What is kept of a failure may contradict the truth; what has to be kept is not fetched again. */
export function createNextCycle(
  { cycle, contradictions }: RequestState,
  since: number,
  allowed: readonly DownloadErrorCode[],
): Cycle {
  const next = createCycle(since, contradictions > 0 ? [...allowed, 'integrity'] : allowed)
  if (cycle.isOver && cycle.keepsPart) {
    const { exchanges, restarts, kills, pauses, isDouble } = cycle
    return { ...next, exchanges, restarts, kills, pauses, isDouble }
  }
  next.restarts = cycle.isOver && cycle.restarts > 0 ? 1 : 0
  return next
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
