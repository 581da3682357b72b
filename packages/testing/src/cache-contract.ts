import { describeCacheBudgetContract } from './cache-budget-contract.js'
import { describeCacheCopiesContract } from './cache-copies-contract.js'
import { describeCacheHitContract } from './cache-hit-contract.js'
import { describeCacheKillContract } from './cache-kill-contract.js'
import { describeCacheRevalidationContract } from './cache-revalidation-contract.js'
import { describeCacheSharingContract } from './cache-sharing-contract.js'
import { describeCacheStrangersContract } from './cache-strangers-contract.js'
import type { DownloaderSubject } from './contract-subject.js'

/** All that the cache of a downloader has to do, run over the simulated host of a platform. */
export function describeCacheContract(subject: DownloaderSubject): void {
  describeCacheHitContract(subject)
  describeCacheRevalidationContract(subject)
  describeCacheBudgetContract(subject)
  describeCacheStrangersContract(subject)
  describeCacheSharingContract(subject)
  describeCacheCopiesContract(subject)
  describeCacheKillContract(subject)
}
