import type { FileCache } from '../cache/file-cache.js'
import type { DownloadError } from '../download-error.js'
import type { Platform } from '../platform.js'
import type { DownloadRecord } from '../resume/record.js'
import { createSegmentPace, type SegmentPace } from '../resume/segment-size.js'
import type { Download, DownloadResult, DownloadState, WaitingFor } from './download.js'
import type { Gate } from './gate.js'
import { type KnownFile, unknownFile } from './judge-answer.js'
import { pathId } from './paths.js'
import type { DownloadPolicy } from './policy.js'
import type { Queued } from './priority-queue.js'
import { createProgressMeter, type ProgressMeter } from './progress-meter.js'
import type { DownloadRequest } from './request.js'
import type { Answer } from './request-answer.js'
import type { ResolvedRequest } from './resolve-request.js'

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

/** Temporary downloads so far: those of two downloaders have nothing to do with each other. */
let temporaries = 0

/** A job at its beginning, in the queue of nobody yet. */
export function createJob(
  given: DownloadRequest,
  request: ResolvedRequest,
  key: string,
  order: number,
  record: DownloadRecord | undefined,
): Job {
  const { filePath, resume, priority } = request
  if (filePath === undefined) temporaries += 1
  return {
    id: filePath === undefined ? `temporary-${temporaries}` : pathId(filePath),
    request,
    stored: storedRequest(given),
    key,
    handles: new Set(),
    meter: createProgressMeter(),
    pace: resume ? createSegmentPace(resume.segmentSize) : undefined,
    added: Date.now(),
    started: 0,
    priority,
    order,
    index: -1,
    state: 'queued',
    waitingFor: undefined,
    attempts: 0,
    failures: { answered: 0, unreached: 0 },
    resumedBytes: 0,
    lastEvent: 0,
    record,
    known: unknownFile,
    segments: new Map(),
    leftovers: [],
    isPlain: false,
    isContradicted: false,
    isRefused: false,
    plainRequests: 0,
    isSingle: false,
    hasRestarted: false,
    takesTurns: false,
    hasReopened: false,
    hasMadeRoom: false,
    attempt: undefined,
    retryTimer: undefined,
  }
}

/** What requests have in common that one transfer can serve. */
export function equalityKey({
  url,
  header,
  filePath,
  checksum,
  enableProfile,
  enableHttp2,
  enableQuic,
  cacheMode,
}: ResolvedRequest): string {
  const digest = checksum && [checksum.algorithm, checksum.value]
  return JSON.stringify([url, header, filePath, digest, enableProfile, enableHttp2, enableQuic, cacheMode])
}

/** Whether one transfer can serve two requests for a path. They may differ in much: headers are renewed, say. */
export function isSameFile(one: ResolvedRequest, other: ResolvedRequest): boolean {
  return (
    one.url === other.url && one.filePath === other.filePath && isSameChecksum(one.checksum, other.checksum)
  )
}

function isSameChecksum(one: DownloadRequest['checksum'], other: DownloadRequest['checksum']): boolean {
  return (
    one === undefined ||
    other === undefined ||
    (one.algorithm === other.algorithm && one.value === other.value)
  )
}

/** What of a request is kept for the next run of the app. */
export function storedRequest({ signal, hashers, ...stored }: DownloadRequest): DownloadRequest {
  return stored
}

/** What every download of a downloader is carried out with. */
export interface Surroundings {
  readonly platform: Platform
  readonly gate: Gate
  /** The folder of records, read from the host at each access. */
  readonly folder: string
  readonly cache: FileCache | undefined
  /** Milliseconds for which the part of a failed download is kept. */
  readonly partMaxAge: number
  /** Warns of an option that the platform lacks. */
  warn(option: string): void
}

/** Who started a download and hears of it. Several share one job if they want the same. */
export interface Handle {
  readonly download: Download
  /** The networks that it wants to be downloaded on. */
  readonly network: DownloadPolicy['network']
  isPaused: boolean
  progress(): void
  headers(header: Record<string, string>): void
  success(result: DownloadResult): void
  fail(error: DownloadError): void
}

/** One transfer with all its attempts. */
export interface Job extends Queued {
  readonly id: string
  /** The newest of those that want the same. */
  request: ResolvedRequest
  /** The same as it is kept for the next run of the app: functions and the signal cannot be. */
  stored: DownloadRequest
  /** What equal requests have in common. */
  readonly key: string
  readonly handles: Set<Handle>
  readonly meter: ProgressMeter
  pace: SegmentPace | undefined
  /** Milliseconds since 1970. */
  readonly added: number
  started: number
  state: DownloadState
  waitingFor: WaitingFor | undefined
  attempts: number
  /** In a row without progress, of attempts that reached the server and of those that did not. */
  readonly failures: { answered: number; unreached: number }
  resumedBytes: number
  lastEvent: number
  record: DownloadRecord | undefined
  /** What the answers so far have told of the file. */
  known: KnownFile
  /** Segments that are under way or have landed and wait for those before them, by their first byte. */
  readonly segments: Map<number, Segment>
  /** Temporary files that could not be removed yet, as on a full disk. */
  leftovers: string[]
  /** Whether ranges are of no use with this server. */
  isPlain: boolean
  /** Whether its last attempt ended since what came contradicts what is known, which stays as it is. */
  isContradicted: boolean
  /** Whether it is the app that refuses what came. */
  isRefused: boolean
  /** How often the whole file has been asked for because a range was refused. */
  plainRequests: number
  /** Whether the server refuses a second request beside another. */
  isSingle: boolean
  /** Whether it has begun again from zero because the file was not what it had to be. */
  hasRestarted: boolean
  /** Whether its requests run beside those of no other job like it: the host has given them one file. See `HostTraffic.claim`. */
  takesTurns: boolean
  /** Whether its folders have been made again, since a file was gone. */
  hasReopened: boolean
  /** Whether cached files have been removed for it, as on a full disk. */
  hasMadeRoom: boolean
  attempt: Attempt | undefined
  retryTimer: unknown
}

/** A ranged request of a download. */
export interface Segment {
  /** The byte after its last. */
  end: number
  written: number
  /** Where the bytes are, once they are all there. */
  answer?: Answer
}

/** One attempt of a job. */
export interface Attempt extends Surroundings {
  readonly job: Job
  isStopped: boolean
  /** Whether the server answered anything. */
  isAnswered: boolean
  /** Whether the app has heard of the headers: of a row of segments it hears once. */
  isAnnounced: boolean
  /** Whether the server has refused it while it wanted to be left alone, as it had told another one before. */
  isHeldBack: boolean
  /** Of the answer that was not accepted, and wants to be asked again the latest. */
  refusedHeader: Record<string, string>
  /** End what is under way; called by `stop`. */
  readonly stops: Set<() => void>
  /** `gate.changes` at its beginning. */
  readonly changes: number
  /** Ends it; nothing is heard of it any more. */
  stop(): void
  onProgress(): void
  onHeaders(header: Record<string, string>): void
}
