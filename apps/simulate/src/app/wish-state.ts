import type { DownloadErrorCode } from '@miniferry/download-core'
import type { Wish } from '../plan/world-plan.js'
import type { LoggedRequest } from '../server/request-log.js'
import type { ResourcePlan } from '../server/resource.js'

/** How the app fares with one of its wishes, over all its lives. */
export interface WishState {
  readonly wish: Wish
  readonly resource: ResourcePlan
  readonly url: string
  /** Who asks for it, as the server sees it. */
  readonly user: string
  /** Whether the app still wants it: it has asked, and not aborted. */
  isWanted: boolean
  /** Whether it got it, and has not asked again. */
  isDone: boolean
  /**
   * How often it may still fail because the server has told a false length or version once: what is kept of the file contradicts the truth
   * twice, before that is believed.
   */
  doubts: number
  /** Whether that has happened since it last succeeded: a kill may come before it is written down what contradicted it. */
  hasLie: boolean
  cycle: Cycle
}

/** What has happened since the app began to wait for a file: until an outcome, over any number of kills where there is a path. */
export interface Cycle {
  /** Milliseconds since 1970. */
  readonly since: number
  /** How it may fail, after all that went wrong. */
  readonly excuses: Set<DownloadErrorCode>
  readonly requests: LoggedRequest[]
  /** How often what was there of the file may have been thrown away. */
  voids: number
  /** How often segments that had come may have been lost with the memory of the app. */
  kills: number
  /** How often it was paused: what comes in that moment may be lost. */
  pauses: number
  /** Whether two transfers of it may run beside each other. */
  isDouble: boolean
  /** Whether it has ended with a failure. */
  isOver: boolean
}

export function createWishState(wish: Wish, resource: ResourcePlan, now: number): WishState {
  const folder = wish.isRedirected ? 'moved' : 'files'
  return {
    wish,
    resource,
    url: `https://files.example.com/${folder}/${wish.resource}?w=${wish.address}`,
    user: wish.request.header?.Authorization ?? '',
    isWanted: false,
    isDone: false,
    doubts: 0,
    hasLie: false,
    cycle: createCycle(now, []),
  }
}

/** The app begins to wait again. What is kept of a failure may be worth nothing, and may contradict the truth. */
export function createNextCycle(
  { cycle, doubts }: WishState,
  since: number,
  excuses: readonly DownloadErrorCode[],
): Cycle {
  const next = createCycle(since, doubts > 0 ? [...excuses, 'integrity'] : excuses)
  next.voids = cycle.isOver && cycle.voids > 0 ? 1 : 0
  return next
}

export function createCycle(since: number, excuses: Iterable<DownloadErrorCode>): Cycle {
  return {
    since,
    excuses: new Set(excuses),
    requests: [],
    voids: 0,
    kills: 0,
    pauses: 0,
    isDouble: false,
    isOver: false,
  }
}

/** The mark in an address, by which the server knows whose requests go wrong. */
export function addressOf(url: string): number {
  return Number(/[?&]w=(\d+)/.exec(url)?.[1] ?? -1)
}

/** The wish that a request is for: of one address there may be several, of different users. */
export function findWish(
  wishes: readonly WishState[],
  url: string,
  header: Readonly<Record<string, string>> | undefined,
): WishState | undefined {
  const { Authorization: user = header?.authorization ?? '' } = header ?? {}
  const address = addressOf(url)
  return wishes.find((state) => state.wish.address === address && state.user === user)
}
