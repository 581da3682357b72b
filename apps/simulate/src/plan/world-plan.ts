import type { CacheOptions, DownloaderConfig, DownloadRequest } from '@miniferry/download-core'
import type { FaultName } from '../server/faults.js'
import type { ResourcePlan } from '../server/resource.js'
import type { MischiefPlan } from './draw-mischief.js'
import type { PhonePlan } from './draw-phone.js'
import type { WorldEvent } from './world-event.js'

/** All that is decided before a world begins. What depends on its course, such as which request fails, is drawn as it goes. */
export interface WorldPlan {
  readonly seed: number
  readonly phone: PhonePlan
  /** Of each downloader of the app. */
  readonly configs: readonly PlannedConfig[]
  readonly resources: readonly ResourcePlan[]
  readonly wishes: readonly Wish[]
  readonly faults: {
    /** Of a request. */
    readonly probability: number
    readonly names: readonly FaultName[]
    /** How often the file has changed just before a request for a part of it. */
    readonly changes: number
  }
  readonly link: {
    /** Milliseconds before an answer. */
    readonly latency: number
    /** Bytes a millisecond. */
    readonly rate: number
  }
  readonly mischief: MischiefPlan
  readonly events: readonly PlannedEvent[]
  /** Milliseconds after which nothing goes wrong any more. */
  readonly calmAt: number
}

/** The settings of a downloader, and those of its cache. */
export interface PlannedConfig extends Omit<DownloaderConfig, 'cache'> {
  readonly cache: false | CacheOptions
}

export interface PlannedEvent {
  /** Milliseconds after the beginning. */
  readonly at: number
  readonly event: WorldEvent
}

/** A file that the app wants. */
export interface Wish {
  readonly index: number
  /** What its address is marked with: its index, or that of a wish of another user for the same file. */
  readonly address: number
  /** Which of the resources. */
  readonly resource: number
  /** Where to put it, below the folder of user files; without it the file is temporary, or cached. */
  readonly filePath: string | undefined
  readonly checksum: 'md5' | 'sha1' | 'sum' | undefined
  readonly isRedirected: boolean
  readonly downloader: number
  readonly request: Partial<DownloadRequest>
}
