import { callSafely, createWarning } from '../binding/developer-console.js'
import { asRecord } from '../binding/host.js'
import { createDownloadCache } from '../cache/create-download-cache.js'
import { createFileCache } from '../cache/file-cache.js'
import type { DownloadError } from '../download-error.js'
import { snapshotOptions } from '../download-file/options.js'
import type { Platform } from '../platform.js'
import type { DownloadRecord } from '../resume/record.js'
import { restoreDownloads } from '../resume/restore.js'
import type { Download } from './download.js'
import type { Downloader, DownloaderConfig, DownloaderEvent } from './downloader.js'
import { createGate } from './gate.js'
import { createDownloadHandle } from './handle.js'
import { createJob, equalityKey, isSameFile, type Job, type Surroundings, storedRequest } from './job.js'
import { pathId, pathOwners } from './paths.js'
import { comesBefore } from './priority-queue.js'
import type { DownloadRequest } from './request.js'
import { failureOf } from './request-answer.js'
import { anyRequest, createRequestResolver, validateConfig } from './resolve-request.js'
import { type Announce, createScheduler } from './scheduler.js'

/** Milliseconds. */
const week = 604_800_000

const events: readonly DownloaderEvent[] = ['start', 'progress', 'retry', 'wait', 'success', 'fail']

/** Makes a downloader for a platform. Throws for a setting that is not what it has to be. */
export function createDownloader(config: DownloaderConfig & { readonly platform: Platform }): Downloader {
  const { platform, concurrency = 6, directory, partMaxAge = week } = config
  const warn = createWarning()
  validateConfig(config, platform, warn)

  const resolveRequest = createRequestResolver(config, platform, warn)
  const listeners = new Map<DownloaderEvent, Set<(event: never) => void>>()
  /** Unfinished jobs by what equal requests have in common. */
  const equals = new Map<string, Job>()
  const { jobs: owners, taken, works } = pathOwners(platform.slots)
  let order = 0
  let isPaused = false

  const announce: Announce = (event, handles, facts) => {
    for (const listener of [...(listeners.get(event) || [])]) {
      for (const { download } of [...handles]) {
        callSafely(listener as (event: object) => void, { ...facts, download })
      }
    }
  }
  const forget = (job: Job): void => {
    if (equals.get(job.key) === job) equals.delete(job.key)
    if (owners.get(job.id) === job) owners.delete(job.id)
    cache?.settle()
  }
  const cache = config.cache
    ? createFileCache(platform, config.cache, directory, {
        warn,
        get newest() {
          return order
        },
        get unfinished() {
          return scheduler.jobs
        },
      })
    : undefined
  const surroundings: Surroundings = {
    platform,
    cache,
    partMaxAge,
    gate: createGate(platform, () => scheduler.reconsider()),
    get folder() {
      return `${directory || `${platform.userDataPath()}/miniferry`}/downloads`
    },
    warn,
  }
  const scheduler = createScheduler(surroundings, concurrency, works, announce, forget)

  /** One more handle of a job that is there, or a job of its own. */
  const add = (given: DownloadRequest, record?: DownloadRecord, written = 0): Download => {
    let request = anyRequest(record ? record.request.filePath : undefined)
    let refusal: DownloadError | undefined
    order += 1
    try {
      request = resolveRequest(given)
    } catch (error) {
      refusal = error as DownloadError
    }
    const key = equalityKey(request)
    const { filePath } = request
    const owner = filePath === undefined ? undefined : owners.get(pathId(filePath))
    const isSame = owner !== undefined && scheduler.jobs.has(owner) && isSameFile(owner.request, request)
    const known = filePath === undefined ? equals.get(key) : isSame ? owner : undefined
    const equal = refusal ? undefined : known
    const job = equal || createJob(given, request, key, order, record)
    if (owner && !equal) {
      const words =
        'invalid filePath: expected a path that no download of something else writes to, got one that is; abort that one first'
      refusal = refusal || failureOf({ job, platform }, 'invalid-argument', words)
    }
    // A signal that is none was refused, and is not listened to.
    const signal = refusal ? undefined : given.signal
    const handle = createDownloadHandle(job, given, request.network, scheduler, signal)
    if (refusal) scheduler.reject(job, refusal)
    else if (given.signal?.aborted && equal) handle.download.abort()
    else if (given.signal?.aborted) scheduler.leave(job, handle, given.signal.reason)
    else {
      if (record?.total !== undefined) job.meter.begin(written, record.total)
      if (equal) scheduler.renew(job, request, storedRequest(given))
      equals.set(job.key, job)
      if (request.filePath !== undefined) {
        owners.set(job.id, job)
        taken.add(job.id)
      }
      scheduler.together(() => {
        scheduler.add(job, request.priority)
        if (isPaused) handle.download.pause()
      })
    }
    return handle.download
  }

  const downloadsOf = (jobs: Iterable<Job>): Download[] => {
    const downloads: Download[] = []
    for (const { handles } of jobs) for (const { download } of handles) downloads.push(download)
    return downloads
  }

  return {
    download(request) {
      const given = snapshotOptions(typeof request === 'string' ? { url: request } : request)
      // What is no object has no url, which is its error.
      return add(asRecord(given) as unknown as DownloadRequest)
    },
    get downloads() {
      const rank = (job: Job): number => (job.state === 'active' ? 0 : 1)
      return downloadsOf(
        [...scheduler.jobs].sort(
          (one, other) => rank(one) - rank(other) || (comesBefore(one, other) ? -1 : 1),
        ),
      )
    },
    pause() {
      isPaused = true
      scheduler.together(() => {
        for (const download of downloadsOf(scheduler.jobs)) download.pause()
      })
    },
    resume() {
      isPaused = false
      scheduler.together(() => {
        for (const download of downloadsOf(scheduler.jobs)) download.resume()
      })
    },
    abortAll() {
      scheduler.together(() => {
        for (const job of [...scheduler.jobs]) scheduler.abort(job)
      })
    },
    restore: () =>
      restoreDownloads(surroundings, { taken, works }, (found) => {
        const downloads: Download[] = []
        scheduler.together(() => {
          for (const { id, record, written } of found) {
            if (!taken.has(id)) downloads.push(add(record.request, record, written))
          }
        })
        return downloads
      }),
    cache: createDownloadCache(cache, config, platform, warn),
    on(event, listener) {
      if (!events.includes(event)) warn(`${event} is not an event; events are ${events.join(', ')}`)
      const others = listeners.get(event) || new Set()
      listeners.set(event, others.add(listener))
      return () => {
        others.delete(listener)
      }
    },
  }
}
