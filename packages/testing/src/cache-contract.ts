import { describeCacheHitContract } from './cache-hit-contract.js'
import { describeCacheKillContract } from './cache-kill-contract.js'
import { describeCacheSharingContract } from './cache-sharing-contract.js'
import type { DownloaderSubject } from './contract-subject.js'

/** All that the cache of a downloader has to do, run over the simulated host of a platform. */
export function describeCacheContract(subject: DownloaderSubject): void {
  describeCacheHitContract(subject)
  describeCacheSharingContract(subject)
  describeCacheKillContract(subject)
}
