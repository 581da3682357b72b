import type { DownloadResult } from '@miniferry/download-core'
import type { Handle } from '../app/handle.js'
import type { WorldState } from '../run/world-state.js'

/**
 * Since when a version has to have been the server's at some time, for a download to be allowed to hand it out: milliseconds since 1970.
 */
export function oldestAllowed(
  { plan, clock }: WorldState,
  { state, since }: Handle,
  { fromCache, isStale }: DownloadResult,
): number {
  if (!fromCache) return state.cycle.since
  const { resource, wish } = state
  const { cacheMode = 'default' } = wish.request
  const { cache, timeout = 60_000 } = plan.configs[wish.downloader] ?? {}
  // From when the server decided on a version until the file is kept: one attempt, and what the host and the disk take to tell of it.
  const longestTransfer = timeout + 5000
  if (isStale || cacheMode === 'force-cache' || !cache) return Number.NEGATIVE_INFINITY
  // Versions of one weak tag are the same to everybody who asks whether it has changed.
  if (resource.validator === 'weak etag') return Number.NEGATIVE_INFINITY
  if (cacheMode === 'no-cache') return since
  const { maxAge, heuristic } = cache
  if (maxAge !== undefined) return clock.now - maxAge - longestTransfer
  const [, seconds] = /max-age=(\d+)/.exec(resource.cacheControl ?? '') ?? []
  // A tenth of the age of what is a month old.
  if (seconds === undefined && heuristic) return Number.NEGATIVE_INFINITY
  return clock.now - Number(seconds ?? 0) * 1000 - longestTransfer
}
