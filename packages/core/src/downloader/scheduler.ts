/// <reference path="../host-globals.d.ts" />
import { type DownloadError, isDownloadError } from '../download-error.js'
import { leaveTraces } from '../resume/kept-parts.js'
import { openRecord, removeTraces, rewriteRecord } from '../resume/resume.js'
import { createSegmentPace } from '../resume/segment-size.js'
import { createAttempt, runAttempt } from './attempt.js'
import type { DownloadResult, WaitingFor } from './download.js'
import type { DownloaderEvents } from './downloader.js'
import { hostTraffic } from './host-traffic.js'
import { type Attempt, type Handle, type Job, networkOf, type Surroundings } from './job.js'
import { type PathOwners, inTurn as runInTurn } from './paths.js'
import { createPriorityQueue } from './priority-queue.js'
import type { DownloadRequest } from './request.js'
import { failureOf } from './request-answer.js'
import type { ResolvedRequest } from './resolve-request.js'
import { nextDelay } from './retry.js'
import { type DownloadEvent, transitions } from './states.js'
import { type AttemptOutcome, discardFile } from './temporary.js'

/** Moves jobs from state to state: decides which one runs, what a failure leads to, and who hears of it. */
export interface Scheduler {
  /** The unfinished jobs. */
  readonly jobs: ReadonlySet<Job>
  /** A new job, or one more handle that wants one, with at least this priority. */
  add(job: Job, priority: number): void
  /** Carries a job out as a newer request of the same wants it, from its next request to the server on. */
  renew(job: Job, request: ResolvedRequest, stored: DownloadRequest): void
  pause(job: Job): void
  resume(job: Job): void
  /** One handle does not want its job any more. The job ends with its last one. */
  leave(job: Job, handle: Handle, cause?: unknown): void
  /** Ends a job for all. */
  abort(job: Job): void
  /** Ends a job before anything is started. */
  reject(job: Job, error: DownloadError): void
  /** Does several things to jobs before it starts any other. */
  together(work: () => void): void
  /** The network or the lifecycle has changed. */
  reconsider(): void
}

/** Tells the listeners of the downloader, once for each handle. */
export type Announce = <Event extends keyof DownloaderEvents>(
  event: Event,
  handles: Iterable<Handle>,
  facts: Omit<DownloaderEvents[Event], 'download'>,
) => void

/** Milliseconds between two questions to the host while downloads wait for it: an event may have been lost. */
const blockedInterval = 10_000

/** What a change of network or a stay in the background may have cut. */
const cuttable = /^(network|interrupted|timeout|stalled)$/

export function createScheduler(
  surroundings: Surroundings,
  concurrency: number,
  works: PathOwners['works'],
  announce: Announce,
  forget: (job: Job) => void,
): Scheduler {
  const { platform, gate, cache } = surroundings
  const traffic = hostTraffic(platform)
  const jobs = new Set<Job>()
  const queue = createPriorityQueue<Job>()
  /** Jobs that wait for the network or the foreground. */
  const blocked = new Set<Job>()
  let active = 0
  let blockedTimer: unknown
  /** How many that do several things together are not done. */
  let held = 0

  /** Changes the state as the table says, and leaves what goes with the old one. `false` where the table has nothing. */
  const move = (job: Job, event: DownloadEvent, waitingFor?: WaitingFor): boolean => {
    const next = transitions[job.state][event]
    if (next === undefined) return false
    if (job.state === 'active') active -= 1
    if (next === 'active') active += 1
    queue.remove(job)
    blocked.delete(job)
    clearTimeout(job.retryTimer)
    job.attempt?.stop()
    job.attempt = undefined
    job.state = next
    job.waitingFor = waitingFor
    if (next === 'queued') queue.add(job)
    if (waitingFor === 'network' || waitingFor === 'foreground') {
      blocked.add(job)
      watchBlocked()
      announce('wait', job.handles, { reason: waitingFor })
    }
    return true
  }

  /** Asks the host now and then while downloads wait for it. */
  const watchBlocked = (): void => {
    if (blockedTimer !== undefined || blocked.size === 0) return
    blockedTimer = setTimeout(() => {
      blockedTimer = undefined
      void gate.retry().then(watchBlocked)
    }, blockedInterval)
  }

  /** What the app does may be due to an event that was lost. */
  const askAgain = (): void => {
    if (blocked.size > 0) void gate.refresh()
  }

  const inTurn = (job: Job, work: () => Promise<unknown>): Promise<unknown> => runInTurn(works, job.id, work)

  /** Completes a job from the cache, without a place in the queue; else it gets one then. Says whether there is a cache for it. */
  const lookUp = (job: Job): boolean => {
    if (!cache?.serves(job.request)) return false
    inTurn(job, async () => {
      const isWaiting = (): boolean => jobs.has(job) && job.state !== 'paused'
      const outcome = isWaiting() && (await cache.lookUp(job, gate.closedFor(networkOf(job))))
      if (!outcome || !isWaiting()) return
      job.attempt?.stop()
      complete(job, outcome)
    })
      // What goes wrong here goes wrong again in the attempt, and is told there.
      .catch(() => undefined)
      .then(() => {
        if (job.state === 'queued' && job.index < 0) queue.add(job)
        pump()
      })
    return true
  }

  const pump = (): void => {
    const limit = Math.min(concurrency, platform.limits.parallelDownloads)
    while (held === 0) {
      // Where nothing at all may go on, only those whose turn it is are told so.
      const closed = gate.closedFor('any')
      if (active + (closed ? blocked.size : 0) >= limit) return
      const job = queue.take()
      if (job === undefined) return
      const reason = gate.closedFor(networkOf(job))
      if (reason) move(job, 'wait', reason)
      else if (traffic.isPostponed(job)) holdBack(job)
      else start(job)
    }
  }

  /** Its turn has come, and its server wants to be left alone. */
  const holdBack = (job: Job): void => {
    move(job, 'wait', 'retry')
    traffic.onDue(job, () => {
      if (job.state === 'waiting' && job.waitingFor === 'retry') move(job, 'requeue')
      pump()
    })
  }

  const start = (job: Job): void => {
    move(job, 'start')
    job.attempts += 1
    job.started = job.started || Math.max(job.added, Date.now())
    const attempt = createAttempt(surroundings, job, () => report(job))
    job.attempt = attempt
    announce('start', job.handles, {})
    let failure: DownloadError | undefined
    inTurn(job, async () => {
      if (attempt.isStopped) return
      hostTraffic(platform).enter(job)
      try {
        const outcome = await runAttempt(attempt)
        if (attempt.isStopped) await discardFile(attempt, outcome.result.tempFilePath)
        else complete(job, outcome)
      } catch (error) {
        failure = asDownloadError(attempt, error)
      }
      traffic.leave(job)
    }).then(async () => {
      // Not in turn: the host may take its time to name the network, and what begins at this path meanwhile need not wait for that.
      if (failure && !attempt.isStopped) await judge(attempt, failure)
      pump()
    })
  }

  const report = (job: Job): void => {
    const now = Date.now()
    // A clock that was set back must not silence it.
    if (now >= job.lastEvent && now - job.lastEvent < job.request.progressInterval) return
    job.lastEvent = now
    emitProgress(job)
  }

  /** Those that are paused hear of the end only. */
  const emitProgress = (job: Job, isLast = false): void => {
    const handles = [...job.handles].filter(({ isPaused }) => isLast || !isPaused)
    for (const handle of handles) handle.progress()
    announce('progress', handles, { progress: job.meter.progress })
  }

  const complete = (job: Job, { result, size, fromCache = false, isStale }: AttemptOutcome): void => {
    const { attempts, resumedBytes, added, started } = job
    job.attempt = undefined
    job.meter.finish(size === undefined ? job.meter.progress.totalBytesWritten : size)
    emitProgress(job, true)
    if (!move(job, 'complete')) return
    jobs.delete(job)
    forget(job)
    // The clock may have been set back.
    const ended = Math.max(started || added, Date.now())
    const timing = { added, started: started || ended, ended }
    const full: DownloadResult = {
      ...result,
      attempts,
      fromCache,
      ...(isStale && { isStale }),
      resumedBytes,
      timing,
    }
    announce('success', job.handles, { result: full })
    for (const handle of job.handles) handle.success(full)
  }

  const fail = (job: Job, event: 'fail' | 'abort', error: DownloadError): void => {
    if (!move(job, event)) return
    const wasAdded = jobs.delete(job)
    forget(job)
    announce('fail', job.handles, { error })
    for (const handle of job.handles) handle.fail(error)
    // What was refused has left nothing, unless an earlier run had.
    if (!wasAdded && !job.record) return
    inTurn(job, () =>
      event === 'fail' ? leaveTraces(surroundings, job, error) : removeTraces(surroundings, job),
    )
  }

  /** What a failed attempt leads to: waiting for the host, another attempt, or the end. */
  const judge = async (attempt: Attempt, error: DownloadError): Promise<void> => {
    const { job } = attempt
    if (cuttable.test(error.code)) {
      // The event may come after the failure that it explains.
      await gate.refresh()
      if (attempt.isStopped) return
      if (error.code === 'interrupted' && gate.changes === attempt.changes) gate.interrupted()
      const reason = gate.closedFor(networkOf(job))
      if (reason || gate.changes !== attempt.changes) {
        job.attempts -= 1
        if (reason) move(job, 'wait', reason)
        else move(job, 'requeue')
        return
      }
    }
    const delay = nextDelay(attempt, error)
    if (delay === undefined) {
      fail(job, 'fail', error)
      return
    }
    move(job, 'wait', 'retry')
    announce('retry', job.handles, { error, delay })
    // A listener may have paused or aborted it.
    if (job.state !== 'waiting') return
    job.retryTimer = setTimeout(() => {
      move(job, 'requeue')
      pump()
    }, delay)
  }

  /** The phone, or who wants a job, has changed: it may go on now, or not any more. */
  const reconsiderJob = (job: Job): void => {
    const reason = gate.closedFor(networkOf(job))
    if (blocked.has(job) && !reason) move(job, 'requeue')
    // A file that is out of date may do where there is no network.
    if (/queued|waiting/.test(job.state) && reason === 'network') lookUp(job)
    // What may run on Wi-Fi only is stopped when that is gone; all else the host ends itself, or not.
    if (job.state === 'active' && networkOf(job) === 'wifi' && reason === 'network') {
      job.attempts -= 1
      move(job, 'wait', reason)
    }
  }

  return {
    jobs,
    add(job, priority) {
      const isNew = !jobs.has(job)
      jobs.add(job)
      // What goes wrong here goes wrong again in the attempt, and is told there.
      if (isNew) inTurn(job, () => openRecord(surroundings, job)).catch(() => undefined)
      // Also where it was in the queue before, with less priority.
      queue.remove(job)
      job.priority = Math.max(job.priority, priority)
      const isLookedUp = isNew && lookUp(job)
      if (job.state === 'queued' && !isLookedUp) queue.add(job)
      move(job, 'resume')
      gate.watch()
      if (!isNew) reconsiderJob(job)
      askAgain()
      pump()
    },
    renew(job, request, stored) {
      // What one of them wants to be checked is checked.
      const { checksum = job.request.checksum, hashers } = request
      job.request = {
        ...request,
        hashers: { ...job.request.hashers, ...hashers },
        ...(checksum && { checksum }),
      }
      job.stored = { ...stored, ...(checksum && { checksum }) }
      const { resume } = request
      job.pace = resume ? job.pace || createSegmentPace(resume.segmentSize) : undefined
      // What an attempt writes meanwhile has the newer request already.
      const write = async (): Promise<void> => {
        if (job.record && jobs.has(job)) await rewriteRecord(surroundings, job)
      }
      inTurn(job, write).catch(() => undefined)
    },
    pause(job) {
      move(job, 'pause')
      pump()
    },
    resume(job) {
      askAgain()
      reconsiderJob(job)
      if (move(job, 'resume') && gate.closedFor(networkOf(job))) lookUp(job)
      pump()
    },
    leave(job, handle, cause) {
      const error = failureOf({ job, platform }, 'aborted', 'abort', { cause })
      if (job.handles.size === 1) {
        fail(job, 'abort', error)
      } else {
        job.handles.delete(handle)
        reconsiderJob(job)
        announce('fail', [handle], { error })
        handle.fail(error)
      }
      pump()
    },
    abort(job) {
      fail(job, 'abort', failureOf({ job, platform }, 'aborted', 'abort'))
      pump()
    },
    reject: (job, error) => fail(job, 'fail', error),
    together(work) {
      held += 1
      try {
        work()
      } finally {
        held -= 1
      }
      pump()
    },
    reconsider() {
      for (const job of [...jobs]) reconsiderJob(job)
      pump()
    },
  }
}

/** What code of the app threw, a hasher or `validateStatus`, is an error of the download as well. */
function asDownloadError(attempt: Attempt, error: unknown): DownloadError {
  return isDownloadError(error) ? error : failureOf(attempt, 'unknown', String(error), { cause: error })
}
