import {
  type CacheOptions,
  createDownloader,
  createFileCache,
  type Downloader,
  type DownloaderConfig,
  type FileCache,
  type Platform,
} from '@miniferry/download-core'
import type { ContractHost, ContractHostOptions } from './contract-subject.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

/** A simulated phone with a downloader on it, and a look at its whole disk. */
export interface DownloaderPhone {
  readonly disk: ContractDisk
  readonly host: ContractHost
  readonly platform: Platform
  readonly downloader: CachingDownloader
  /** The host's path of a user file. */
  path(name: string): string
  read(name: string): Uint8Array | undefined
  write(name: string, content: string): Promise<void>
  /** Every file that there is, by its path on the disk; the journal of what is unfinished only where that tells of something. */
  files(): string[]
}

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

/** Attempts follow each other at once. */
export const atOnce = { minDelay: 1, maxDelay: 1 } as const

const areas = ['user', 'saved', 'temporary', 'part']

export function createPhone(
  subject: DownloaderSubject,
  options: ContractHostOptions = {},
  config: CachingConfig = {},
): DownloaderPhone {
  const disk = (options.disk as ContractDisk | undefined) ?? subject.createMemoryDisk()
  return openPhone(subject, subject.createHost({ ...options, disk }), disk, config)
}

/** The phone around a host that is there, such as that of the next run after a kill. */
export function openPhone(
  subject: DownloaderSubject,
  host: ContractHost,
  disk: ContractDisk,
  config: CachingConfig = {},
): DownloaderPhone {
  const platform = subject.createPlatform(host)
  const path = (name: string): string => `${platform.userDataPath()}/${name}`
  return {
    disk,
    host,
    platform,
    downloader: createCachingDownloader(platform, { retry: atOnce, ...config }),
    path,
    read: (name) => host.simulate.readFile(path(name)),
    write: (name, content) => platform.files.writeFile(path(name), content),
    files: () =>
      areas
        .flatMap((area) => filesBelow(disk, area))
        .filter((name) => name !== journalPath || unfinishedOn(disk).size > 0),
  }
}

/** On the disk. */
export const journalPath = 'user/miniferry/downloads/miniferry-downloads.jsonl'

/** The records of unfinished downloads as they are on a disk, by their ids. */
export function unfinishedOn(disk: ContractDisk): Map<string, string> {
  const records = new Map<string, string>()
  for (const path of [`${journalPath}~`, journalPath]) {
    const text = disk.stat(path) ? new TextDecoder().decode(disk.read(path)) : ''
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
