// Apart from the index, since it needs the test runner.
export { describeCacheContract } from './cache-contract.js'
export { describeCachedImageContract } from './cached-image-contract.js'
export type {
  ContractHost,
  ContractHostOptions,
  ContractScript,
  ContractSubject,
} from './contract-subject.js'
export { describeDownloaderContract } from './downloader-contract.js'
export type { ContractDisk, ContractStep, DownloaderSubject } from './downloader-subject.js'
export { describeFailureWordsContract } from './failure-words-contract.js'
export { describePlatformContract } from './platform-contract.js'
