import type { DownloadError } from '../download-error.js'
import { failureOf } from './attempt.js'
import type { Destination } from './destination.js'
import type { Download } from './download.js'
import { createDownloadHandle } from './handle.js'
import { type Context, createJob, identityOf, type Job, storedRequest, targetOf } from './job.js'
import { pathId } from './paths.js'
import type { DownloadRequest } from './request.js'
import { anyRequest, type ResolvedRequest } from './resolve-request.js'
import type { Scheduler } from './scheduler.js'

/** Adds downloads, each as one more handle of an unfinished job that wants the same, or with a job of its own. */
export interface Intake {
  add(given: DownloadRequest, restored?: RestoredDownload): Download
  /** A job has ended. */
  forget(job: Job): void
}

/** What an earlier run of the app has left of a download. */
export interface RestoredDownload {
  /** Bytes that are there, and bytes of the whole file. */
  readonly written: number | undefined
  readonly total: number | undefined
  destinationOf(job: Job): Destination
}

/** @param isPaused - whether what is added is paused at once */
export function createIntake(
  context: Context,
  scheduler: Scheduler,
  resolve: (request: DownloadRequest) => ResolvedRequest,
  isPaused: () => boolean,
): Intake {
  const { owners, reserved } = context.paths
  /** Unfinished jobs by what equal requests have in common. */
  const inFlight = new Map<string, Job>()
  let order = 0

  /** The unfinished job that a request can join. */
  const sameAs = (request: ResolvedRequest, key: string): Job | undefined => {
    const target = targetOf(request)
    if (target === undefined) return inFlight.get(key)
    const owner = owners.get(pathId(target))
    return owner && scheduler.jobs.has(owner) && isSameFile(owner.request, request) ? owner : undefined
  }

  return {
    add(given, restored) {
      let request = anyRequest(restored && given)
      let refusal: DownloadError | undefined
      order += 1
      try {
        request = resolve(given)
      } catch (error) {
        refusal = error as DownloadError
      }
      const key = equalityKey(request)
      const known = refusal ? undefined : sameAs(request, key)
      const job = known || createJob(context, given, request, key, order)
      if (known === undefined) {
        if (restored) job.destination = restored.destinationOf(job)
        if (owners.has(job.id)) {
          const words =
            'invalid filePath: expected a path that no download of something else writes to, got one that is; abort that one first'
          refusal = refusal || failureOf(job, 'invalid-argument', words)
        }
      }
      // A signal that is none was refused, and is not listened to.
      const signal = refusal ? undefined : given.signal
      const handle = createDownloadHandle(job, given, request.network, scheduler, signal)
      const { download } = handle
      if (refusal) scheduler.reject(job, refusal)
      else if (signal?.aborted && known) download.abort()
      else if (signal?.aborted) scheduler.leave(job, handle, signal.reason)
      else {
        if (restored?.total !== undefined) job.meter.begin(restored.written || 0, restored.total)
        if (known) scheduler.renew(job, request, storedRequest(given))
        else if (!restored) job.destination = destinationOf(job)
        inFlight.set(job.key, job)
        if (targetOf(request)) {
          owners.set(job.id, job)
          reserved.add(job.id)
        }
        scheduler.batch(() => {
          scheduler.add(job, request.priority)
          if (isPaused()) download.pause()
        })
      }
      return download
    },
    forget(job) {
      if (inFlight.get(job.key) === job) inFlight.delete(job.key)
      if (owners.get(job.id) === job) owners.delete(job.id)
    },
  }
}

function destinationOf(job: Job): Destination {
  for (const source of job.context.sources) {
    const destination = source.destinationOf(job)
    if (destination) return destination
  }
  return job.destination
}

/** What requests have in common that one transfer can serve. */
function equalityKey(request: ResolvedRequest): string {
  const { url, header, key, checksum, enableProfile, enableHttp2, enableQuic, cacheMode } = request
  const digest = checksum && [checksum.algorithm, checksum.value]
  const what = key === undefined ? [url, header] : key
  return JSON.stringify([what, targetOf(request), digest, enableProfile, enableHttp2, enableQuic, cacheMode])
}

/** Whether one transfer can serve two requests for a path. They may differ in much: headers are renewed, say. */
function isSameFile(one: ResolvedRequest, other: ResolvedRequest): boolean {
  return (
    identityOf(one) === identityOf(other) &&
    targetOf(one) === targetOf(other) &&
    isSameChecksum(one.checksum, other.checksum)
  )
}

function isSameChecksum(one: DownloadRequest['checksum'], other: DownloadRequest['checksum']): boolean {
  return (
    one === undefined ||
    other === undefined ||
    (one.algorithm === other.algorithm && one.value === other.value)
  )
}
