import type { DownloadError } from '../download-error.js'
import type { Platform } from '../platform.js'
import type { Conditions } from './conditions.js'
import { type Destination, type DestinationSource, nowhere } from './destination.js'
import type { Download, DownloadResult, DownloadState, WaitingFor } from './download.js'
import type { Events } from './events.js'
import type { HostTraffic } from './host-traffic.js'
import { type HostPaths, pathId } from './paths.js'
import type { DownloadPolicy } from './policy.js'
import { createProgressMeter, type ProgressMeter } from './progress-meter.js'
import type { DownloadRequest } from './request.js'
import type { ResolvedRequest } from './resolve-request.js'

/** What every download of a downloader is carried out with. */
export interface Context {
  readonly platform: Platform
  readonly conditions: Conditions
  readonly traffic: HostTraffic
  readonly paths: HostPaths
  readonly events: Events
  /** The first one that has a destination for a download is asked for it. */
  readonly sources: readonly DestinationSource[]
  /** The folder of what is unfinished; the host is asked at each call. */
  folder(): string
  /** Says once in the console what an app does that has no effect. */
  warn(problem: string): void
}

/** Who started a download and hears of it. Several share one job if they want the same. */
export interface Handle {
  readonly download: Download
  /** What the app has heard of last. */
  lastState?: DownloadState
  /** The networks that it wants to be downloaded on. */
  readonly network: DownloadPolicy['network']
  isPaused: boolean
  progress(): void
  headers(header: Record<string, string>): void
  success(result: DownloadResult): void
  fail(error: DownloadError): void
}

/** One transfer with all its attempts. */
export interface Job {
  readonly context: Context
  readonly id: string
  /** The newest of those that want the same. */
  request: ResolvedRequest
  /** The same as it is kept for the next run of the app: functions and the signal cannot be. */
  stored: DownloadRequest
  /** Where its requests go now; see `beforeAttempt`. */
  address: Address
  /** What equal requests have in common. */
  readonly key: string
  destination: Destination
  readonly handles: Set<Handle>
  readonly meter: ProgressMeter
  /** Milliseconds since 1970. */
  readonly added: number
  started: number
  /** Higher comes first. */
  priority: number
  /** What ended its last attempt. */
  lastError: DownloadError | undefined
  /** Lower comes first among equal priorities. */
  readonly order: number
  state: DownloadState
  waitingFor: WaitingFor | undefined
  attempts: number
  /** In a row without progress, of attempts that reached the server and of those that did not. */
  readonly failures: { answered: number; unreached: number }
  /** When the app last heard of progress. */
  lastEvent: number
  /** Whether its requests run beside those of no other job like it: the host has given them one file. See `HostTraffic.claim`. */
  takesTurns: boolean
  /** How often it has begun again from zero because the file was not what it had to be. */
  restarts: number
  attempt: Attempt | undefined
  /** Puts it back in the queue, for one of a higher priority: set where that is to be done when its segment has ended. */
  giveWay: (() => void) | undefined
  retryTimer: unknown
}

/** A url and headers. */
export type Address = Pick<ResolvedRequest, 'url' | 'header'>

/** One attempt of a job. */
export interface Attempt {
  readonly job: Job
  isStopped: boolean
  /** Whether the server answered anything. */
  isAnswered: boolean
  /** Whether bytes have come that were never there before. */
  hasProgress: boolean
  /** Whether the app has heard of the headers: of many segments it hears once. */
  isAnnounced: boolean
  /** Whether the server has refused it while it wanted to be left alone, as it had told another one before. */
  isHeldBack: boolean
  /** Whether it ended since what came contradicts what is known, which stays as it is. */
  isContradicted: boolean
  /** Whether it is the app that refuses what came. */
  isRefused: boolean
  /** Of the response that was not accepted, and wants to be asked again the latest. */
  refusedHeader: Readonly<Record<string, string>>
  /** End what is under way; called when it is stopped. */
  readonly stops: Set<() => void>
  /** `conditions.changes` at its beginning. */
  readonly changes: number
}

/** Temporary downloads so far: those of two downloaders have nothing to do with each other. */
let temporaries = 0

/** A job at its beginning, in the queue of nobody yet. */
export function createJob(
  context: Context,
  given: DownloadRequest,
  request: ResolvedRequest,
  key: string,
  order: number,
): Job {
  const { url, header, priority } = request
  const target = targetOf(request)
  if (target === undefined) temporaries += 1
  return {
    context,
    id: target === undefined ? `temporary-${temporaries}` : pathId(target),
    request,
    stored: storedRequest(given),
    address: { url, header },
    key,
    destination: nowhere,
    handles: new Set(),
    meter: createProgressMeter(),
    added: Date.now(),
    started: 0,
    priority,
    lastError: undefined,
    order,
    state: 'queued',
    waitingFor: undefined,
    attempts: 0,
    failures: { answered: 0, unreached: 0 },
    lastEvent: 0,
    takesTurns: false,
    restarts: 0,
    attempt: undefined,
    giveWay: undefined,
    retryTimer: undefined,
  }
}

/** What names the place where a request wants its file; `undefined` for a temporary one. */
export function targetOf(request: Pick<DownloadRequest, Target>): string | undefined {
  const { filePath, directory } = request
  return directory === undefined ? filePath : `${directory}/ ${identityOf(request)}`
}

type Target = 'filePath' | 'directory' | 'key' | 'url'

/** What file a request wants, whatever its address. */
export function identityOf({ key, url }: Pick<DownloadRequest, 'key' | 'url'>): string {
  return key === undefined ? url : key
}

/** What of a request is kept for the next run of the app. */
export function storedRequest({ signal, hashers, ...stored }: DownloadRequest): DownloadRequest {
  return stored
}

/** The network that a job may use: the least strict of those who want it now decides. */
export function networkOf({ handles, request }: Job): DownloadPolicy['network'] {
  let network = request.network
  for (const handle of handles) {
    if (handle.isPaused) continue
    if (handle.network !== 'wifi') return 'any'
    network = 'wifi'
  }
  return network
}
