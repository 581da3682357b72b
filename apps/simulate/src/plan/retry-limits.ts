import type { WorldPlan } from './world-plan.js'

/** How often the attempts of a downloader are repeated: of those that reached the server, and of those that did not. */
export function retryLimits(
  { configs }: WorldPlan,
  downloader: number,
): { limit: number; connectLimit: number } {
  const { retry } = configs[downloader] ?? {}
  const { limit = 3, connectLimit = limit } = typeof retry === 'object' ? retry : {}
  return { limit, connectLimit }
}
