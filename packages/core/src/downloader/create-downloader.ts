import { callSafely } from '../call-safely.js'
import { createWarning } from '../create-warning.js'
import type { DownloadError } from '../download-error.js'
import type { Platform, TransferSlots } from '../platform.js'
import { createRefusal } from '../validate-options.js'
import { createDownloadHandle } from './create-download-handle.js'
import type { DownloadRecord } from './download-record.js'
import type { DownloadRequest } from './download-request.js'
import type { Downloader, DownloaderConfig, DownloaderEvent } from './downloader.js'
import { createGate } from './gate.js'
import type { Handle, Job, Surroundings } from './job.js'
import { unknownFile } from './judge-segment.js'
import { pathId } from './path-id.js'
import { comesBefore } from './priority-queue.js'
import { createProgressMeter } from './progress-meter.js'
import { type ResolvedRequest, resolveRequest, validatePolicy } from './resolve-request.js'
import { restoreDownloads } from './restore-downloads.js'
import { type Announce, createScheduler } from './scheduler.js'
import { createSegmentPace } from './segment-size.js'

/** Makes a downloader for a platform. Throws for a setting that is not what it has to be. */
export function createDownloader(config: DownloaderConfig & { readonly platform: Platform }): Downloader {
  const { platform, concurrency = 6, directory } = config
  validatePolicy(config, platform.name)

  const listeners = new Map<DownloaderEvent, Set<(event: never) => void>>()
  /** Unfinished jobs by what equal requests have in common. */
  const equals = new Map<string, Job>()
  const owners = pathOwners(platform.slots)
  let order = 0
  let isPaused = false

  const announce: Announce = (event, job, facts) => {
    if (event === 'success' || event === 'fail') {
      if (equals.get(job.key) === job) equals.delete(job.key)
      if (owners.get(job.id) === job) owners.delete(job.id)
    }
    for (const listener of [...(listeners.get(event) || [])]) {
      for (const { download } of [...job.handles]) {
        callSafely(listener as (event: object) => void, { ...facts, download })
      }
    }
  }
  const surroundings: Surroundings = {
    platform,
    gate: createGate(platform, () => scheduler.reconsider()),
    get folder() {
      return `${directory || `${platform.files.userDataPath}/miniferry`}/downloads`
    },
    warn: createWarning(platform),
  }
  const scheduler = createScheduler(surroundings, concurrency, announce)

  const add = (given: DownloadRequest, record?: DownloadRecord): Handle => {
    let request: ResolvedRequest | undefined
    let refusal: DownloadError | undefined
    const { signal, hashers, ...stored } = given
    try {
      request = resolveRequest(given, config, platform)
    } catch (error) {
      refusal = error as DownloadError
    }
    const key = request ? keyOf(request) : ''
    const equal = equals.get(key)
    if (equal !== undefined) return join(equal, given)
    order += 1
    const { filePath, resume = false, priority = 0 } = request || {}
    const id = filePath === undefined ? `temporary-${order}` : pathId(filePath)
    if (owners.has(id)) {
      try {
        createRefusal(platform.name)(
          'filePath',
          'a path that no unfinished download writes to',
          String(filePath),
        )
      } catch (error) {
        refusal = error as DownloadError
      }
    }
    const job: Job = {
      id,
      request: request || ({ url: '', header: {}, validateStatus: Boolean } as unknown as ResolvedRequest),
      stored,
      key,
      handles: new Set(),
      meter: createProgressMeter(),
      pace: resume === false ? undefined : createSegmentPace(resume.segmentSize),
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
      // Without both nobody can tell what came back (native-apis.md §1.2).
      isPlain: !platform.supports('statusCode') || !platform.supports('responseHeader') || hasRange(request),
      hasRestarted: false,
      attempt: undefined,
      retryTimer: undefined,
    }
    const handle = createDownloadHandle(job, given, scheduler, platform)
    if (refusal) {
      scheduler.reject(job, refusal)
    } else if (given.signal?.aborted) {
      scheduler.abort(job)
    } else {
      equals.set(key, job)
      if (filePath !== undefined) owners.set(id, job)
      if (isPaused) handle.download.pause()
      scheduler.add(job)
    }
    return handle
  }

  const join = (job: Job, given: DownloadRequest): Handle => {
    const handle = createDownloadHandle(job, given, scheduler, platform)
    if (given.signal?.aborted) handle.download.abort()
    else if (isPaused) handle.download.pause()
    else scheduler.join(job, given.priority || 0)
    return handle
  }

  const everyHandle = (): Handle[] =>
    ([] as Handle[]).concat(...[...scheduler.jobs].map((job) => [...job.handles]))

  return {
    download: (request) => add(typeof request === 'string' ? { url: request } : snapshot(request)).download,
    get downloads() {
      const isActive = (job: Job): number => Number(job.state === 'active')
      const inOrder = [...scheduler.jobs].sort(
        (one, other) => isActive(other) - isActive(one) || (comesBefore(one, other) ? -1 : 1),
      )
      return ([] as Handle[])
        .concat(...inOrder.map((job) => [...job.handles]))
        .map(({ download }) => download)
    },
    pause() {
      isPaused = true
      for (const { download } of everyHandle()) download.pause()
    },
    resume() {
      isPaused = false
      for (const { download } of everyHandle()) download.resume()
    },
    abortAll() {
      for (const job of [...scheduler.jobs]) scheduler.abort(job)
    },
    restore: () =>
      restoreDownloads(surroundings, (record) =>
        owners.has(pathId(String(record.request.filePath))) ? undefined : add(record.request, record),
      ),
    on(event, listener) {
      const others = listeners.get(event) || new Set()
      listeners.set(event, others.add(listener))
      return () => {
        others.delete(listener)
      }
    },
  }
}

/** Each option is read once. What cannot be read is not there, and the validation names what is missing. */
function snapshot(request: DownloadRequest): DownloadRequest {
  try {
    return { ...request }
  } catch {
    return { url: '' }
  }
}

function keyOf({
  url,
  header,
  filePath,
  checksum,
  enableProfile,
  enableHttp2,
  enableQuic,
}: ResolvedRequest): string {
  return JSON.stringify([url, header, filePath, checksum, enableProfile, enableHttp2, enableQuic])
}

/** A caller who asks for a range gets that. */
function hasRange(request: ResolvedRequest | undefined): boolean {
  return Object.keys(request?.header || {}).some((name) => /^(if-)?range$/i.test(name))
}

/** Which job writes to which path, over all downloaders of a host. */
const ownersOfHosts = new WeakMap<TransferSlots, Map<string, Job>>()

function pathOwners(slots: TransferSlots): Map<string, Job> {
  const owners = ownersOfHosts.get(slots) || new Map<string, Job>()
  ownersOfHosts.set(slots, owners)
  return owners
}
