import type { ContractSubject } from './contract-subject.js'

/** A simulated host's disk, as far as the contract looks at it. */
export interface ContractDisk {
  /** `undefined` where there is nothing. */
  stat(path: string): { readonly isDirectory: boolean; readonly size: number } | undefined
  read(path: string): Uint8Array
  write(path: string, data: Uint8Array): void
  readdir(path: string): string[]
}

/** A change that is about to be made to a disk. */
export interface ContractStep {
  readonly index: number
  readonly operation: string
  readonly path: string
}

/** A platform under the contract of the downloader. */
export interface DownloaderSubject extends ContractSubject {
  /** Bytes that a file of the app may have. */
  readonly limitBytes: number
  createMemoryDisk(): ContractDisk
  createWatchedDisk(disk: ContractDisk, beforeStep: (step: ContractStep) => void): ContractDisk
}
