import {
  createDownloader,
  type Downloader,
  type DownloaderConfig,
  type Platform,
} from '@miniferry/download-core'
import type { ContractHost, ContractHostOptions } from './contract-subject.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

/** A simulated phone with a downloader on it, and a look at its whole disk. */
export interface DownloaderPhone {
  readonly disk: ContractDisk
  readonly host: ContractHost
  readonly platform: Platform
  readonly downloader: Downloader
  /** The host's path of a user file. */
  path(name: string): string
  read(name: string): Uint8Array | undefined
  write(name: string, content: string): Promise<void>
  /** Every file that there is, by its path on the disk. */
  files(): string[]
}

/** Attempts follow each other at once. */
export const atOnce = { minDelay: 1, maxDelay: 1 } as const

const areas = ['user', 'saved', 'temporary', 'part']

export function createPhone(
  subject: DownloaderSubject,
  options: ContractHostOptions = {},
  config: DownloaderConfig = {},
): DownloaderPhone {
  const disk = (options.disk as ContractDisk | undefined) ?? subject.createMemoryDisk()
  return openPhone(subject, subject.createHost({ ...options, disk }), disk, config)
}

/** The phone around a host that is there, such as that of the next run after a kill. */
export function openPhone(
  subject: DownloaderSubject,
  host: ContractHost,
  disk: ContractDisk,
  config: DownloaderConfig = {},
): DownloaderPhone {
  const platform = subject.createPlatform(host)
  const path = (name: string): string => `${platform.userDataPath()}/${name}`
  return {
    disk,
    host,
    platform,
    downloader: createDownloader({ platform, retry: atOnce, ...config }),
    path,
    read: (name) => host.simulate.readFile(path(name)),
    write: (name, content) => platform.files.writeFile(path(name), content),
    files: () => areas.flatMap((area) => filesBelow(disk, area)),
  }
}

export function filesBelow(disk: ContractDisk, folder: string): string[] {
  return disk.readdir(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return disk.stat(path)?.isDirectory ? filesBelow(disk, path) : [path]
  })
}
