import { describeCacheBudgetContract } from './cache-budget-contract.js'
import { describeCacheBurstContract } from './cache-burst-contract.js'
import { describeCacheCopiesContract } from './cache-copies-contract.js'
import { describeCacheDamageContract } from './cache-damage-contract.js'
import { describeCacheFreshnessContract } from './cache-freshness-contract.js'
import { describeCacheHitContract } from './cache-hit-contract.js'
import { describeCacheIdentityContract } from './cache-identity-contract.js'
import { describeCacheKillContract } from './cache-kill-contract.js'
import { describeCacheLossContract } from './cache-loss-contract.js'
import { describeCacheRevalidationContract } from './cache-revalidation-contract.js'
import { describeCacheSharingContract } from './cache-sharing-contract.js'
import type { DownloaderSubject } from './contract-subject.js'

/** All that the cache of a downloader has to do, run over the simulated host of a platform. */
export function describeCacheContract(subject: DownloaderSubject): void {
  describeCacheHitContract(subject)
  describeCacheFreshnessContract(subject)
  describeCacheIdentityContract(subject)
  describeCacheRevalidationContract(subject)
  describeCacheBudgetContract(subject)
  describeCacheBurstContract(subject)
  describeCacheLossContract(subject)
  describeCacheDamageContract(subject)
  describeCacheSharingContract(subject)
  describeCacheCopiesContract(subject)
  describeCacheKillContract(subject)
}
