import { describeCacheBudgetContract } from './cache-budget-contract.js'
import { describeCacheBurstContract } from './cache-burst-contract.js'
import { describeCacheClockContract } from './cache-clock-contract.js'
import { describeCacheCopiesContract } from './cache-copies-contract.js'
import { describeCacheDamageContract } from './cache-damage-contract.js'
import { describeCacheForeignContract } from './cache-foreign-contract.js'
import { describeCacheFreshnessContract } from './cache-freshness-contract.js'
import { describeCacheFullContract } from './cache-full-contract.js'
import { describeCacheHitContract } from './cache-hit-contract.js'
import { describeCacheKeepingContract } from './cache-keeping-contract.js'
import { describeCacheKeyContract } from './cache-key-contract.js'
import { describeCacheKillContract } from './cache-kill-contract.js'
import { describeCacheLossContract } from './cache-loss-contract.js'
import { describeCacheNamesContract } from './cache-names-contract.js'
import { describeCacheNotModifiedContract } from './cache-not-modified-contract.js'
import { describeCacheRevalidationContract } from './cache-revalidation-contract.js'
import { describeCacheRubbishContract } from './cache-rubbish-contract.js'
import { describeCacheSharingContract } from './cache-sharing-contract.js'
import { describeCacheSlowDiskContract } from './cache-slow-disk-contract.js'
import { describeCacheStaleContract } from './cache-stale-contract.js'
import { describeCacheTagsContract } from './cache-tags-contract.js'
import { describeCacheVariantsContract } from './cache-variants-contract.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** All that the cache of a downloader has to do, run over the simulated host of a platform. */
export function describeCacheContract(subject: DownloaderSubject): void {
  describeCacheHitContract(subject)
  describeCacheNotModifiedContract(subject)
  describeCacheFreshnessContract(subject)
  describeCacheClockContract(subject)
  describeCacheVariantsContract(subject)
  describeCacheKeyContract(subject)
  describeCacheNamesContract(subject)
  describeCacheRevalidationContract(subject)
  describeCacheTagsContract(subject)
  describeCacheBudgetContract(subject)
  describeCacheBurstContract(subject)
  describeCacheKeepingContract(subject)
  describeCacheFullContract(subject)
  describeCacheLossContract(subject)
  describeCacheDamageContract(subject)
  describeCacheRubbishContract(subject)
  describeCacheForeignContract(subject)
  describeCacheStaleContract(subject)
  describeCacheSlowDiskContract(subject)
  describeCacheSharingContract(subject)
  describeCacheCopiesContract(subject)
  describeCacheKillContract(subject)
}
