import { Buffer } from 'node:buffer'
import {
  type CacheOptions,
  createDownloader,
  createFileCache,
  type Downloader,
  type DownloaderConfig,
  type FileCache,
  type Platform,
} from '@miniferry/download-core'
import { expect } from 'vitest'
import type {
  ContractDisk,
  ContractHost,
  ContractHostOptions,
  ContractStep,
  DownloaderSubject,
} from './contract-subject.js'

/** A simulated phone with a downloader on it, and a look at its whole disk. */
export type Phone = ReturnType<typeof openPhone>

/** A downloader and its cache. */
export interface CachingDownloader extends Downloader {
  /** Nothing uses it where the setting is not there. */
  readonly cache: FileCache
}

/** The settings of a downloader, and those of its cache. */
export interface CachingConfig extends Omit<DownloaderConfig, 'cache'> {
  readonly cache?: CacheOptions
}

export function createCachingDownloader(
  platform: Platform,
  { cache: options, ...config }: CachingConfig,
): CachingDownloader {
  const cache = createFileCache({ maxBytes: 1, ...options, platform })
  const downloader = createDownloader({ ...config, platform, ...(options && { cache }) })
  return Object.assign(downloader, { cache })
}

export function createPhone(
  subject: DownloaderSubject,
  options: ContractHostOptions = {},
  config: CachingConfig = {},
): Phone {
  const disk = (options.disk as ContractDisk | undefined) ?? subject.createMemoryDisk()
  return openPhone(subject, subject.createHost({ ...options, disk }), disk, config)
}

/** The phone around a host that is there, such as that of the next run after a kill. Attempts follow each other at once. */
export function openPhone(
  subject: DownloaderSubject,
  host: ContractHost,
  disk: ContractDisk,
  config: CachingConfig = {},
) {
  const platform = subject.createPlatform(host)
  /** The host's path of a user file. */
  const path = (name: string): string => `${platform.userDataPath()}/${name}`
  /** What is at any path of the host. */
  const at = (given: string | undefined): Uint8Array | undefined =>
    given === undefined ? undefined : host.simulate.readFile(given)
  const downloader = createCachingDownloader(platform, { retry: { minDelay: 1, maxDelay: 1 }, ...config })
  return {
    ...{ disk, host, platform, downloader, path, at },
    read: (name: string): Uint8Array | undefined => at(path(name)),
    write: (name: string, content: string): Promise<void> => platform.files.writeFile(path(name), content),
    /** Every file that there is, by its path on the disk; the journal of what is unfinished only where that tells of something. */
    files: (): string[] =>
      ['user', 'saved', 'temporary', 'part']
        .flatMap((area) => filesBelow(disk, area))
        .filter((name) => name !== journalPath || unfinishedOn(disk).size > 0),
  }
}

/** On the disk. */
const journalPath = 'user/miniferry/downloads/miniferry-downloads.jsonl'

/** The records of unfinished downloads as they are on a disk, by their ids. */
export function unfinishedOn(disk: ContractDisk): Map<string, string> {
  const records = new Map<string, string>()
  for (const path of [`${journalPath}~`, journalPath]) {
    const text = disk.stat(path) ? Buffer.from(disk.read(path)).toString() : ''
    for (const line of text.split('\n')) {
      const [, id = '', record] = /^(\w+)(?: (.*))?\t$/.exec(line) ?? []
      if (record) records.set(id, record)
      else records.delete(id)
    }
  }
  return records
}

export function filesBelow(disk: ContractDisk, folder: string): string[] {
  return disk.readdir(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return disk.stat(path)?.isDirectory ? filesBelow(disk, path) : [path]
  })
}

/** An app that was killed before a step on the disk. */
export interface Killed {
  /** The step that was not made any more. */
  readonly step: string
  /** The host of its next run. */
  readonly next: ContractHost
}

/**
 * What `onStep` has to do for the app to be killed before so many more of its steps, and a promise of that. What the host does
 * with a download that it has not finished, in `part/`, is no step of the app.
 */
export function createKill(count: number, host: () => ContractHost) {
  let left = count
  let die: (killed: Killed) => void
  const killed = new Promise<Killed>((resolve) => {
    die = resolve
  })
  const onStep = ({ operation, path }: ContractStep): void => {
    if (left < 0 || path.startsWith('part/')) return
    left -= 1
    if (left >= 0) return
    die({ step: `${count} ${operation} ${path}`, next: host().simulate.kill() })
    throw new Error('killed')
  }
  return { killed, onStep }
}

/**
 * Tries a kill before each step that there is, from the first one on.
 *
 * @param tryKill - says what is wrong after a kill before so many more steps; nothing should be. `undefined` where all was done before
 */
export async function killAtEachStep(
  leastSteps: number,
  tryKill: (count: number) => Promise<readonly string[] | undefined>,
): Promise<void> {
  const faults: string[] = []
  let count = 0
  for (let found = await tryKill(0); found !== undefined; found = await tryKill(count)) {
    faults.push(...found)
    count += 1
  }
  expect(faults).toEqual([])
  expect(count).toBeGreaterThan(leastSteps)
}
