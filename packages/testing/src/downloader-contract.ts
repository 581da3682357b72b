import { describeDownloaderKillContract } from './downloader-kill-contract.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** All that a downloader has to do, run over the simulated host of a platform. */
export function describeDownloaderContract(subject: DownloaderSubject): void {
  describeDownloaderKillContract(subject)
}
