import type { DownloaderSubject } from './contract-subject.js'
import { describeDownloaderKillContract } from './downloader-kill-contract.js'
import { describeFieldContract } from './field-contract.js'

/** All that a downloader has to do, run over the simulated host of a platform. */
export function describeDownloaderContract(subject: DownloaderSubject): void {
  describeDownloaderKillContract(subject)
  describeFieldContract(subject)
}
