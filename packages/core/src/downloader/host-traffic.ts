/// <reference path="../host-globals.d.ts" />
import { longestDelay } from '../download-file/transfer.js'
import type { Platform } from '../platform.js'
import type { Job } from './job.js'
import { ofHost } from './paths.js'

/**
 * Which requests get on beside each other on a host, over all its downloaders. Hosts differ, and say so by what they refuse or mix up, so
 * this learns.
 */
export interface HostTraffic {
  /** An attempt begins. */
  enter(job: Job): void
  /** Whether a request of this job may begin now. If not, it is woken by `TransferSlots.waiting`. */
  admits(job: Job): boolean
  /** Returns how many run then. */
  begin(job: Job): RunningRequests
  /** A request that has begun has ended. */
  end(begun: RunningRequests): void
  /**
   * The host has refused a request that has begun for there being too many. Says whether another one may be why: it can then begin when
   * that one has ended. A second request of one url is refused by some clients (field: Android), which from then on get one at a time.
   *
   * @param begun - what `begin` returned: the host may tell late
   */
  isBesideAnother(job: Job, begun: RunningRequests): boolean
  /**
   * A temporary file is this job's until `release`. `false` where it is another one's already: some clients name temporary files by the
   * url only, and nobody can say whose bytes are there. It is nobody's then, and both jobs take turns from then on.
   */
  claim(path: string, job: Job): boolean
  /** The same for a file that is to be removed: what is another one's stays as it is. */
  hold(path: string, job: Job): boolean
  /** Whether it is still this job's: no other one was given it since. */
  owns(path: string, job: Job): boolean
  release(path: string, job: Job): void
  /** Whether a file that is nobody's was this job's, which has not noticed yet. */
  isMixedUp(job: Job): boolean
  /** An attempt has ended, and keeps no files but those of its segments. */
  leave(job: Job): void
  /**
   * The server of a job wants to be left alone for so many milliseconds: nothing of its origin begins before. Of several `Retry-After`
   * the one that ends last counts, since requests that ran beside each other are answered in any order.
   */
  postpone(job: Job, milliseconds: number): void
  /** Whether the server of a job wants to be left alone. */
  isPostponed(job: Job): boolean
  /** Calls back when the server of a job does not want to be left alone any more. */
  onDue(job: Job, callback: () => void): void
}

interface Postponement {
  /** Of those that the server has told several requests, how many have not passed. */
  words: number
  readonly callbacks: (() => void)[]
}

/** Requests that run, this one included. */
export interface RunningRequests {
  readonly url: string
  readonly ofUrl: number
  readonly ofHost: number
}

interface Claim {
  /** Whose it is; or where it was given to several, those whose attempts may still use it. */
  readonly jobs: Set<Job>
  readonly isDisputed: boolean
}

export const hostTraffic: (platform: Platform) => HostTraffic = /* @__PURE__ */ ofHost(
  ({ slots, limits }) => {
    /** Running requests by url. */
    const running = new Map<string, number>()
    /** Urls of which the host refuses a second request. */
    const single = new Set<string>()
    /** Whether it puts two responses of one url at the same path. */
    let namesByUrl = false
    /** The temporary files that nobody else may be given. */
    const claims = new Map<string, Claim>()
    /** Jobs whose attempts have not ended. */
    const busy = new Set<Job>()
    /** Of the jobs that take turns, the one whose turn it is. */
    let turn: Job | undefined
    let limit = Number.POSITIVE_INFINITY
    /** By origin. */
    const postponed = new Map<string, Postponement>()

    const postponementOf = ({ address: { url } }: Job): Postponement | undefined =>
      postponed.size > 0 ? postponed.get(originOf(url)) : undefined
    const countOf = ({ address: { url } }: Job): number => running.get(url) || 0
    const hold = (path: string, job: Job): boolean => {
      const claim = claims.get(path) || { jobs: new Set([job]), isDisputed: false }
      claims.set(path, claim)
      return claim.jobs.has(job)
    }
    const release = (path: string, job: Job): void => {
      const { jobs } = claims.get(path) || {}
      if (jobs?.delete(job) && jobs.size === 0) claims.delete(path)
    }
    const disputes = (): Claim[] => [...claims.values()].filter(({ isDisputed }) => isDisputed)
    const change = (url: string, difference: number): void => {
      const count = (running.get(url) || 0) + difference
      if (count > 0) running.set(url, count)
      else running.delete(url)
    }
    const wakeAll = (): void => {
      // No copy: who begins and fails at once wakes others, and none of them may begin twice.
      for (const wake of slots.waiting) wake()
    }
    return {
      enter: (job) => void busy.add(job),
      admits(job) {
        const isAlone = !(namesByUrl || single.has(job.address.url)) || countOf(job) === 0
        // While others may still use a file that is nobody's, who began again would get the same path.
        const isItsTurn = !job.takesTurns || ((turn === undefined || turn === job) && disputes().length === 0)
        if (postponementOf(job)) return false
        return isAlone && isItsTurn && slots.running < Math.min(limits.parallelDownloads, Math.floor(limit))
      },
      begin(job) {
        const { url } = job.address
        change(url, 1)
        if (job.takesTurns) turn = job
        return { url, ofUrl: countOf(job), ofHost: slots.running + 1 }
      },
      end({ url }) {
        change(url, -1)
        // Slowly more again: other code of the app may have had the places.
        limit += 0.1
      },
      isBesideAnother(job, { url, ofUrl, ofHost }) {
        const most = Math.max(slots.running, ofHost)
        if (countOf(job) > 1 || ofUrl > 1) single.add(url)
        else if (most > 1) limit = most - 1
        else return false
        return true
      },
      claim(path, job) {
        const claim = claims.get(path)
        job.destination.forget(path)
        // Of this job itself one may have landed that was lost since.
        const isKnown = job.destination.keeps(path)
        if (claim === undefined && !isKnown) return hold(path, job)
        if (isKnown) namesByUrl = true
        const owners = [...(claim?.jobs || []), job]
        claims.set(path, { jobs: new Set(owners.filter((owner) => busy.has(owner))), isDisputed: true })
        for (const owner of owners) owner.takesTurns = true
        return false
      },
      hold,
      owns(path, job) {
        const claim = claims.get(path)
        return claim?.isDisputed === false && claim.jobs.has(job)
      },
      release,
      isMixedUp: (job) => disputes().some(({ jobs }) => jobs.has(job)),
      leave(job) {
        busy.delete(job)
        for (const [path, { isDisputed }] of claims) {
          if (isDisputed || !job.destination.keeps(path)) release(path, job)
        }
        if (turn === job) turn = undefined
        wakeAll()
      },
      postpone(job, milliseconds) {
        const origin = originOf(job.address.url)
        const postponement = postponed.get(origin) || { words: 0, callbacks: [] }
        postponed.set(origin, postponement)
        postponement.words += 1
        setTimeout(
          () => {
            postponement.words -= 1
            if (postponement.words > 0) return
            postponed.delete(origin)
            for (const callback of postponement.callbacks) callback()
            wakeAll()
          },
          Math.min(milliseconds, longestDelay),
        )
      },
      isPostponed: (job) => postponementOf(job) !== undefined,
      onDue: (job, callback) => void postponementOf(job)?.callbacks.push(callback),
    }
  },
)

/** Scheme, host and port of a url; of a data URL, which may be megabytes, the scheme. */
export function originOf(url: string): string {
  return url.replace(/^(\w+:(\/\/[^/?#]*)?)[\s\S]*/, '$1').toLowerCase()
}
