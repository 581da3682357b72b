/// <reference path="../host-globals.d.ts" />
import { type DownloadError, isDownloadError } from '../download-error.js'
import { createAttempt, failureOf, runAttempt, stopAttempt } from './attempt.js'
import { prepareAttempt } from './before-attempt.js'
import type { Outcome } from './destination.js'
import type { WaitingFor } from './download.js'
import { fileNameOf } from './file-name.js'
import { type Attempt, type Context, type Handle, type Job, networkOf, targetOf } from './job.js'
import { comesBefore, createPriorityQueue } from './priority-queue.js'
import type { DownloadRequest } from './request.js'
import type { ResolvedRequest } from './resolve-request.js'
import { nextStep } from './retry.js'
import { type JobEvent, transitions } from './states.js'
import { discardFile } from './temporary-file.js'

/** Moves jobs from state to state: decides which one runs, and carries out what an attempt leads to. */
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
  batch(work: () => void): void
  /** The network or the lifecycle has changed. */
  reconsider(): void
}

/**
 * @param concurrency - as the app wants it; `undefined` where it has no wish
 * @param onEnd - hears of each job that has ended
 */
export function createScheduler(
  context: Context,
  concurrency: number | undefined,
  onEnd: (job: Job) => void,
): Scheduler {
  const { platform, conditions, traffic, paths, events } = context
  const { parallelDownloads } = platform.limits
  const limit = Math.min(concurrency || defaultConcurrency, parallelDownloads)
  const jobs = new Set<Job>()
  const queue = createPriorityQueue<Job>()
  /** Jobs that wait for the network or the foreground. */
  const blocked = new Set<Job>()
  const active = new Set<Job>()
  /** How many of these are about to give way to others. */
  let givingWay = 0
  /** How many batches are not done. */
  let batches = 0

  /** Changes the state as the table says, and leaves what goes with the old one. `false` where the table has nothing. */
  const move = (job: Job, event: JobEvent, waitingFor?: WaitingFor): boolean => {
    const next = transitions[job.state][event]
    if (next === undefined) return false
    if (next === 'active') active.add(job)
    else active.delete(job)
    givingWay -= +(job.giveWay !== undefined)
    job.giveWay = undefined
    queue.remove(job)
    blocked.delete(job)
    clearTimeout(job.retryTimer)
    stopAttempt(job.attempt)
    job.attempt = undefined
    job.state = next
    job.waitingFor = waitingFor
    if (next === 'queued') queue.add(job)
    events.state(job.handles)
    if (waitingFor === 'network' || waitingFor === 'foreground') {
      blocked.add(job)
      conditions.poll(() => blocked.size > 0)
      events.emit('wait', job.handles, { reason: waitingFor })
    }
    return true
  }

  /** What the app does may be due to an event that was lost. */
  const askAgain = (): void => {
    if (blocked.size > 0) void conditions.refresh()
  }

  const { exclusive } = paths

  /** Completes a job with what its destination has, without a place in the queue; else it gets one then. Says whether that may be. */
  const find = (job: Job): boolean => {
    const { find: findFile } = job.destination
    if (findFile === undefined) return false
    const isWaiting = (): boolean => jobs.has(job) && job.state !== 'paused'
    exclusive(job.id, async () => {
      const outcome = isWaiting() && (await findFile(conditions.closedFor(networkOf(job))))
      if (!outcome || !isWaiting()) return
      stopAttempt(job.attempt)
      complete(job, outcome)
    })
      .catch(ignore)
      .then(() => {
        if (job.state === 'queued') queue.add(job)
        pump()
      })
    return true
  }

  const pump = (): void => {
    while (batches === 0) {
      // Where nothing at all may go on, only those whose turn it is are told so.
      const closed = conditions.closedFor('any')
      const isFull = active.size + (closed ? blocked.size : 0) >= limit
      if (isFull && (closed || !makeWay())) return
      const job = queue.take()
      if (job === undefined) return
      const reason = conditions.closedFor(networkOf(job))
      if (reason) move(job, 'wait', reason)
      else if (traffic.isPostponed(job)) postpone(job)
      else start(job)
    }
  }

  /**
   * The first in the queue need not wait for one of lower priority to end, which gives way when its segment has ended. Says whether it may begin
   * beside that one now: the host has a place for it, and the app has not said how many there may be.
   */
  const makeWay = (): boolean => {
    const next = queue.first()
    const isFree = concurrency === undefined && active.size < parallelDownloads
    if (next === undefined || (!isFree && givingWay > 0)) return false
    let last: Job | undefined
    for (const job of active) {
      const isLower = job.priority < next.priority && job.giveWay === undefined
      const mayEnd = isFree || job.destination.givesWay()
      if (isLower && mayEnd && (last === undefined || comesBefore(last, job))) last = job
    }
    if (last === undefined) return false
    const chosen = last
    givingWay += 1
    chosen.giveWay = () => {
      chosen.attempts -= 1
      move(chosen, 'requeue')
      pump()
    }
    return isFree
  }

  /** Its turn has come, and its server wants to be left alone. */
  const postpone = (job: Job): void => {
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
    const attempt = createAttempt(job)
    job.attempt = attempt
    events.emit('start', job.handles, {})
    let failure: DownloadError | undefined
    exclusive(job.id, async () => {
      if (attempt.isStopped) return
      traffic.enter(job)
      try {
        await prepareAttempt(attempt)
        const outcome = await runAttempt(attempt, job.destination)
        if (jobs.has(job)) {
          // It may have been stopped while its file was on its way to its place, and begun again.
          if (attempt.isStopped) stopAttempt(job.attempt)
          complete(job, outcome)
        } else await discardFile(job, outcome.result.tempFilePath)
      } catch (error) {
        failure = asDownloadError(job, error)
        job.lastError = failure
      }
      traffic.leave(job)
    }).then(async () => {
      // Not exclusive: the host may take its time to name the network, and what begins at this path meanwhile need not wait for that.
      if (failure && !attempt.isStopped) await goOn(attempt, failure)
      pump()
    })
  }

  /** Carries out what a failed attempt leads to. */
  const goOn = async (attempt: Attempt, error: DownloadError): Promise<void> => {
    const { job } = attempt
    const step = await nextStep(attempt, error)
    if (step === undefined) return
    if (step.kind === 'fail') {
      end(job, 'fail', error)
    } else if (step.kind === 'retry') {
      move(job, 'wait', 'retry')
      events.emit('retry', job.handles, { error, delay: step.delay })
      // A listener may have paused or aborted it.
      if (job.state !== 'waiting') return
      job.retryTimer = setTimeout(() => {
        move(job, 'requeue')
        pump()
      }, step.delay)
    } else {
      job.attempts -= 1
      if (step.kind === 'wait') move(job, 'wait', step.reason)
      else move(job, 'requeue')
    }
  }

  const complete = (
    job: Job,
    { result, size, resumedBytes = 0, fromCache = false, isStale }: Outcome,
  ): void => {
    const { attempts, meter, added, started, request } = job
    // What it has come to is not stopped.
    job.attempt = undefined
    meter.finish(size === undefined ? meter.progress().totalBytesWritten : size)
    events.lastProgress(job)
    if (!move(job, 'complete')) return
    // The clock may have been set back.
    const ended = Math.max(started || added, Date.now())
    const timing = { added, started: started || ended, ended }
    const fileName = targetOf(request)
      ? result.path.replace(/^.*\//, '')
      : fileNameOf(result.header, request.url)
    const facts = { fileName, attempts, fromCache, resumedBytes, timing }
    const full = Object.assign(result, facts, isStale && { isStale })
    close(job)
    events.emit('success', job.handles, { result: full })
    for (const handle of job.handles) handle.success(full)
  }

  const end = (job: Job, event: 'fail' | 'abort', error: DownloadError): void => {
    if (!move(job, event)) return
    close(job, error)
    events.emit('fail', job.handles, { error })
    for (const handle of job.handles) handle.fail(error)
  }

  const close = (job: Job, error?: DownloadError): void => {
    jobs.delete(job)
    onEnd(job)
    const { end: endFiles } = job.destination
    if (endFiles) exclusive(job.id, async () => endFiles(error)).catch(ignore)
  }

  /** The phone, or who wants a job, has changed: it may go on now, or not any more. */
  const reconsider = (job: Job): void => {
    const reason = conditions.closedFor(networkOf(job))
    if (blocked.has(job) && !reason) move(job, 'requeue')
    // A file that is out of date may do where there is no network.
    if (/queued|waiting/.test(job.state) && reason === 'network') find(job)
    // What may run on Wi-Fi only is stopped when that is gone; all else the host ends itself, or not.
    if (job.state === 'active' && networkOf(job) === 'wifi' && reason === 'network') {
      job.attempts -= 1
      move(job, 'wait', reason)
    }
  }

  return {
    jobs,
    add(job, priority) {
      const { open } = job.destination
      const isNew = !jobs.has(job)
      jobs.add(job)
      // What goes wrong here goes wrong again in the attempt, and is told there.
      if (isNew && open) exclusive(job.id, async () => open()).catch(ignore)
      // Also where it was in the queue before, with less priority.
      queue.remove(job)
      job.priority = Math.max(job.priority, priority)
      const mayBeFound = isNew && find(job)
      events.state(job.handles)
      if (job.state === 'queued' && !mayBeFound) queue.add(job)
      move(job, 'resume')
      conditions.watch()
      if (!isNew) reconsider(job)
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
      if (request.beforeAttempt === undefined) job.address = { url: request.url, header: request.header }
      job.stored = { ...stored, ...(checksum && { checksum }) }
      // What an attempt writes meanwhile has the newer request already.
      const renew = async (): Promise<unknown> => jobs.has(job) && job.destination.renew()
      exclusive(job.id, renew).catch(ignore)
    },
    pause(job) {
      move(job, 'pause')
      pump()
    },
    resume(job) {
      askAgain()
      reconsider(job)
      if (move(job, 'resume') && conditions.closedFor(networkOf(job))) find(job)
      pump()
    },
    leave(job, handle, cause) {
      const error = failureOf(job, 'aborted', 'abort', { cause })
      if (job.handles.size === 1) {
        end(job, 'abort', error)
      } else {
        job.handles.delete(handle)
        reconsider(job)
        events.state([handle])
        events.emit('fail', [handle], { error })
        handle.fail(error)
      }
      pump()
    },
    abort(job) {
      end(job, 'abort', failureOf(job, 'aborted', 'abort'))
      pump()
    },
    reject: (job, error) => end(job, 'fail', error),
    batch(work) {
      batches += 1
      try {
        work()
      } finally {
        batches -= 1
      }
      pump()
    },
    reconsider() {
      for (const job of [...jobs]) reconsider(job)
      pump()
    },
  }
}

/** Downloads at a time, where the app has no wish. */
const defaultConcurrency = 6

/** What code of the app threw, a hasher or `validateStatus`, is an error of the download as well. */
function asDownloadError(job: Job, error: unknown): DownloadError {
  return isDownloadError(error) ? error : failureOf(job, 'unknown', String(error), { cause: error })
}

function ignore(): undefined {}
