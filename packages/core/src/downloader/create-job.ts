import type { DownloadRecord } from './download-record.js'
import type { DownloadRequest } from './download-request.js'
import type { Job } from './job.js'
import { unknownFile } from './judge-answer.js'
import { pathId } from './path-id.js'
import { createProgressMeter } from './progress-meter.js'
import type { ResolvedRequest } from './resolve-request.js'
import { createSegmentPace } from './segment-size.js'

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
