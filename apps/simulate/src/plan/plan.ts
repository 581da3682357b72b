import type { CacheOptions, DownloaderConfig, DownloadRequest } from '@miniferry/download-core'
import type {
  AlipayDevice,
  AlipayKnobs,
  PhoneNetwork,
  WechatDevice,
  WechatKnobs,
} from '@miniferry/download-simulator'
import type { CallbackFaults } from '../host/callback-faults.js'
import type { FaultName } from '../server/faults.js'
import type { ResourcePlan } from '../server/resource.js'

/**
 * All that is decided before a run begins. What depends on its course, such as which request fails, is drawn as it goes, from streams of the seed.
 * Milliseconds count from the beginning.
 */
export interface RunPlan {
  readonly phone: PhonePlan
  /** Of each downloader of the app. */
  readonly configs: readonly PlannedConfig[]
  readonly resources: readonly ResourcePlan[]
  readonly requests: readonly PlannedRequest[]
  /** Of HTTP requests: how often they have one, of which kinds, and how often a file changes just before a part of it is asked for. */
  readonly faults: {
    readonly probability: number
    readonly names: readonly FaultName[]
    readonly changes: number
  }
  /** Milliseconds before a response, and bytes a millisecond. */
  readonly link: { readonly latency: number; readonly rate: number }
  readonly callbacks: CallbackFaults
  readonly events: readonly { readonly at: number; readonly event: RunEvent }[]
  /** When faults stop. */
  readonly calmAt: number
}

export type Knobs = Partial<WechatKnobs & AlipayKnobs>

/** The phone and its client; the knobs say how it does what is not documented. */
export interface PhonePlan {
  readonly platform: 'wechat' | 'alipay'
  readonly device: WechatDevice | AlipayDevice
  readonly SDKVersion: string
  readonly clientVersion: string
  readonly knobs: Knobs
  /** Scaled down, so that a few downloads reach it. */
  readonly parallelDownloads: number
  /** Bytes of one user file; the same. */
  readonly fileBytes: number
  /** Whether the client tells the app of background and foreground. */
  readonly tellsLifecycle: boolean
  readonly visible: Omit<Visible, 'checksum'>
}

/** What the client shows the app of a response, and what the app knows of the file. */
export interface Visible {
  readonly checksum: boolean
  readonly status: boolean
  /** Statuses from 400 on. */
  readonly badStatus: boolean
  readonly header: boolean
  /** Whether a 304 that nobody has asked for can be told from a file. */
  readonly notModified: boolean
}

export interface PlannedConfig extends Omit<DownloaderConfig, 'cache'> {
  readonly cache: false | CacheOptions
}

/** A file that the app wants. */
export interface PlannedRequest {
  readonly index: number
  /** What its URL is marked with: its index, or that of the request of another user for the same file. */
  readonly mark: number
  readonly resource: number
  /** Below the folder of user files; without it the file is temporary, or cached. */
  readonly filePath: string | undefined
  readonly checksum: 'md5' | 'sha1' | 'sum' | undefined
  readonly isRedirected: boolean
  readonly downloader: number
  readonly options: Partial<DownloadRequest>
}

/** What happens in a run, besides what its server does. */
export type RunEvent =
  /** The app asks for a file, or asks once more. */
  | { readonly kind: 'ask' | 'pause' | 'resume' | 'abort' | 'signal'; readonly request: number }
  | { readonly kind: 'pause all' | 'resume all' | 'abort all' | 'restore'; readonly downloader: number }
  | { readonly kind: 'background' | 'foreground' | 'free disk' }
  | { readonly kind: 'network'; readonly type: PhoneNetwork }
  /** The app is killed before one of its next steps on the disk, or at once. It comes back, with or without `restore()`. */
  | { readonly kind: 'kill'; readonly steps: number; readonly restores: boolean }
  /** One of the next steps on the disk fails. */
  | { readonly kind: 'broken disk'; readonly steps: number }
  | { readonly kind: 'full disk'; readonly freeBytes: number }
  | { readonly kind: 'lost files'; readonly which: LostFiles }
  | { readonly kind: 'new version'; readonly resource: number }
  /** The app calls `downloadFile` itself, with or without `filePath`. */
  | { readonly kind: 'direct download'; readonly resource: number; readonly hasPath: boolean }
  /** The same with a URL that the host refuses. */
  | { readonly kind: 'bad download' }
  | { readonly kind: 'cache'; readonly call: CacheCall; readonly request: number }
  /** For so long the host accepts downloads and never answers, or throws. */
  | { readonly kind: 'silent host' | 'throwing host'; readonly milliseconds: number }

export const lostFiles = [
  'parts',
  'records',
  'temporary',
  'cached',
  'index',
  'old files',
  'everything',
] as const

/** What the host or the user removes. */
export type LostFiles = (typeof lostFiles)[number]

export const cacheCalls = [
  'get',
  'has',
  'pin',
  'unpin',
  'delete',
  'clear',
  'size',
  'entries',
  'shrink',
] as const

export type CacheCall = (typeof cacheCalls)[number]

/** How often the attempts of a downloader are repeated: of those that reached the server, and of those that did not. */
export function retryLimits({ configs }: RunPlan, downloader: number) {
  const { retry } = configs[downloader] ?? {}
  const { limit = 3, connectLimit = limit } = typeof retry === 'object' ? retry : {}
  return { limit, connectLimit }
}

/** Whether a failed `downloadFile` says which status it was, whatever its number is. */
export function tellsStatusInWords({ httpErrorWords = 'own' }: Knobs): boolean {
  return httpErrorWords !== 'own'
}

/** The longest name that ends like this one. Chinese letters take three bytes. */
export function longName(name: string, bytes: number): string {
  const left = bytes - Buffer.byteLength(name)
  return '文'.repeat(left / 3) + 'x'.repeat(left % 3) + name
}
