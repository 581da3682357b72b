// Apart from the index, since it needs the test runner.
export { describeCacheContract } from './cache-contract.js'
export type {
  ContractDisk,
  ContractHost,
  ContractHostOptions,
  ContractScript,
  ContractStep,
  ContractSubject,
  DownloaderSubject,
} from './contract-subject.js'
export { describeDownloaderContract } from './downloader-contract.js'
export { describeFailureWordsContract } from './failure-words-contract.js'
export { describePlatformContract } from './platform-contract.js'
