import type { Platform } from '@miniferry/download-core'
import { it } from 'vitest'

/** The part of a simulated host that the contract drives. */
export interface ContractHost {
  readonly simulate: {
    background(): void
    foreground(): void
    network(type: 'wifi' | '4g' | 'none' | 'unknown'): void
    fillDisk(freeBytes: number): void
    /** Files go behind the app's back. Returns their paths. */
    removeFiles(isRemoved: (path: string) => boolean): string[]
    readFile(path: string): Uint8Array | undefined
    /** The host of the app's next run. */
    kill(): ContractHost
    readonly knobs: Record<string, unknown>
    readonly tasks: readonly unknown[]
    readonly calls: readonly { readonly api: string; readonly options: Readonly<Record<string, unknown>> }[]
  }
}

/** What a contract test may ask of its host. The settings are the simulator's shared knobs. */
export interface ContractHostOptions {
  /** A scripted network, as the simulator's `createScriptedFetch` makes it. */
  fetch?: unknown
  /** Where files are kept; a disk in memory by default. */
  disk?: unknown
  knobs?: Readonly<Record<string, unknown>>
  /** Default `'android'`. */
  device?: 'android' | 'ios'
  clientVersion?: string
}

/** A scripted answer; the simulator's `ScriptedResponse`. */
export interface ContractScript {
  status?: number
  headers?: Readonly<Record<string, string>>
  chunks?: readonly { after?: number; bytes: number | Uint8Array }[]
  error?: 'dns' | 'refused' | 'reset' | 'tls' | 'offline'
  never?: true
}

/** What a scripted answer may depend on. */
export interface ContractRequest {
  readonly headers: Readonly<Record<string, string>>
}

/** A platform over its simulated host. */
interface HostSubject {
  readonly name: string
  createHost(options: ContractHostOptions): ContractHost
  createPlatform(host: ContractHost): Platform
  createScriptedFetch(script: (url: string, init: ContractRequest) => ContractScript): unknown
}

/** A platform under the contract. */
export interface ContractSubject extends HostSubject {
  /** The platform over a host that has only these members. */
  createBarePlatform(host: { downloadFile?: unknown; request?: unknown }): Platform
  /** A disk in a folder, for files that must not be in memory. */
  createFolderDisk(directory: string): unknown
  /** Titles of tests that cannot hold here, each with the reason. What happens instead has a test of its own. */
  readonly gaps: Readonly<Record<string, string>>
}

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

/** A platform under the contracts of the downloader and its cache. */
export interface DownloaderSubject extends HostSubject {
  createMemoryDisk(): ContractDisk
  createWatchedDisk(disk: ContractDisk, beforeStep: (step: ContractStep) => void): ContractDisk
}

/** `it` for one subject: a gap is skipped with its reason in the title. */
export type ContractTest = (title: string, test: () => void | Promise<void>) => void

export function createContractTest(subject: ContractSubject): ContractTest {
  return (title, test) => {
    const reason = subject.gaps[title]
    if (reason === undefined) it(title, test)
    else it.skip(`${title} (gap: ${reason})`, test)
  }
}
