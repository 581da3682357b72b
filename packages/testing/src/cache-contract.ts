import { describeCacheFreshnessContract } from './cache-freshness-contract.js'
import { describeCacheHitContract } from './cache-hit-contract.js'
import { describeCacheRevalidationContract } from './cache-revalidation-contract.js'
import { describeCacheVariantsContract } from './cache-variants-contract.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** All that the cache of a downloader has to do, run over the simulated host of a platform. */
export function describeCacheContract(subject: DownloaderSubject): void {
  describeCacheHitContract(subject)
  describeCacheFreshnessContract(subject)
  describeCacheVariantsContract(subject)
  describeCacheRevalidationContract(subject)
}
