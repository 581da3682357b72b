import type { WishState } from '../app/wish-state.js'
import type { WorldState } from '../run/world-state.js'
import type { LoggedRequest } from '../server/request-log.js'

/** A server that said when to come back is not asked earlier, unless the app itself begins anew. */
export function checkRetryAfter(world: WorldState, { wish, cycle }: WishState, request: LoggedRequest): void {
  const { plan, violations } = world
  const last = cycle.requests.at(-1)
  const { retry } = plan.configs[wish.downloader] ?? {}
  const { maxRetryAfter = 300_000 } = typeof retry === 'object' ? retry : {}
  const { seesHeader, seesBadStatus } = plan.phone.sight
  const isKnown = last?.isHeard && last.retryAfter !== undefined && seesHeader && seesBadStatus
  if (!isKnown || last.retryAfter === undefined) return
  const isSame = last.pauses === cycle.pauses && last.kills === cycle.kills && !cycle.isDouble
  const earliest = last.at + Math.min(last.retryAfter, maxRetryAfter)
  violations.check(
    !isSame || request.at >= earliest,
    'retry after',
    () => `download ${wish.index} comes back ${Math.round(earliest - request.at)} ms too early`,
  )
}
