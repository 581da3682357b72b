import { type App, createApp } from '../app/app.js'
import { isDirectRemnant } from '../app/direct-downloads.js'
import { type Handle, isFailure, isUnfinished } from '../app/handle.js'
import { launchApp } from '../app/launch.js'
import { createFetch, createHost, type SimulatedHost } from '../host/host.js'
import { createObservedDisk, filesBelow, nameOf } from '../host/observed-disk.js'
import { checkBytes } from '../invariants/check-bytes.js'
import * as files from '../invariants/check-files.js'
import { checkOutcome } from '../invariants/check-outcome.js'
import { checkBegin, checkRunning, noteSuccess } from '../invariants/check-transfers.js'
import { isResumable } from '../server/resource.js'
import { createRespond } from '../server/respond.js'
import { changeBusyResources } from './events.js'
import type { StartLibrary } from './library.js'
import { createCycle, type RequestState } from './request-state.js'
import { allowedNow, type RunState } from './run-state.js'

interface NextLaunch {
  readonly host: SimulatedHost
  readonly restores: boolean
  /** What has to go on then. */
  readonly unfinished: readonly RequestState[]
}

/** More steps than any run takes in which something gets done. */
const mostSteps = 100_000

/** Longer than it takes until the part of a failed download is gone: milliseconds. */
const longestRemoval = 5000

export type Launches = ReturnType<typeof createLaunches>

/** The phone and its app, in one launch after the other, while time passes. */
export function createLaunches(state: RunState, startLibrary: StartLibrary) {
  const { clock, timers, plan, violations, trace, requests, disk } = state
  const random = state.random('steps')
  let index = -1
  let app: App
  let next: NextLaunch | undefined
  let toKill: { steps: number; restores: boolean } | undefined
  let toBreak: number | undefined
  let hasLostNews = false
  /** For whom a temporary file came that is still there, by its name. */
  const owners = new Map<string, RequestState>()
  let steps = 0
  let isKilling = false

  files.prepareFiles(state)
  changeBusyResources(state)
  const checkChange = files.createChangeCheck(state, () => app)
  const observedDisk = createObservedDisk(disk, {
    before(path, operation) {
      // What the host itself throws away is no step of the app.
      if (state.isExternal || isKilling || !/^(user|saved|temporary)\//.test(path)) return undefined
      trace('disk', () => `${operation} ${path}`)
      if (!isLastStep()) return undefined
      return random.chance(0.5) ? 0 : random.fraction()
    },
    after(path, operation) {
      checkChange(path, operation)
      if (disk.stat(path) === undefined) owners.delete(nameOf(path))
    },
  })
  /** Counts a step on the disk. Says whether it fails, or the app is killed, which is done now. */
  const isLastStep = (): boolean => {
    if (toKill !== undefined) {
      toKill.steps -= 1
      if (toKill.steps < 0) {
        kill(toKill.restores)
        return true
      }
    }
    if (toBreak === undefined) return false
    toBreak -= 1
    if (toBreak > 0) return false
    toBreak = undefined
    trace('run', () => 'this step fails')
    return true
  }

  const isAwaited = (request: RequestState): boolean =>
    app.handles.some((handle) => handle.state === request && isUnfinished(handle))

  const kill = (restores: boolean): void => {
    if (next !== undefined) return
    trace('run', () => 'the app is killed')
    toKill = undefined
    state.wasKilled = true
    for (const name of disk.readdir('temporary')) state.orphans.add(name)
    for (const path of filesBelow(disk, 'user')) if (isDirectRemnant(plan, path)) state.orphans.add(path)
    app.end()
    isKilling = true
    next = { host: app.host.simulate.kill(), restores, unfinished: files.unfinishedOf(state, app) }
    isKilling = false
    for (const request of requests) {
      const { isOver, ended, since } = request.cycle
      if (isOver && clock.now - ended < longestRemoval) request.leftSince = Math.min(request.leftSince, since)
      if (!request.hasPlace) request.cycle = createCycle(clock.now, allowedNow(state))
      else request.cycle.kills += 1
      if (isAwaited(request)) state.unheardFiles += 1
    }
  }

  const ended = (handle: Handle): void => {
    const { state: request, outcome } = handle
    const isOfThisLaunch = app.handles.includes(handle)
    violations.check(isOfThisLaunch, 'one outcome', `download ${request.request.index} ends after the kill`)
    // What was on its way in the moment of the kill counts for nobody.
    if (next !== undefined || !isOfThisLaunch || outcome === undefined) return
    checkOutcome(state, app.host, handle)
    const { cycle, resource, resume } = request
    if (!isFailure(outcome)) {
      checkBytes(state, handle)
      Object.assign(request, { isContradicted: false, isDone: true })
      // Who has joined it gets the same file.
      if (!isAwaited(request)) request.leftSince = Number.POSITIVE_INFINITY
      return
    }
    cycle.ended = clock.now
    cycle.isOver = !isAwaited(request)
    cycle.keepsPart =
      (outcome.retryable || outcome.statusCode === 403) &&
      resume !== undefined &&
      request.hasPlace &&
      isResumable(resource)
  }

  const start = (host: SimulatedHost): void => {
    index += 1
    const own = index
    hasLostNews = false
    const launch = launchApp(state, startLibrary, host, index, {
      begins: (transfer) => checkBegin(state, app, transfer),
      succeeds: (transfer, result) => noteSuccess(state, owners, transfer, result),
      lostNews() {
        hasLostNews = true
        const killThis = (): void => void (own === index && kill(true))
        timers.setTimeout(killThis, random.integer(0, 2000))
      },
    })
    app = createApp(state, launch, {
      ended,
      directSucceeded(download, result) {
        const isAlive = next === undefined && app.direct.all.includes(download)
        if (isAlive) files.checkDirect(state, app, download, result)
      },
    })
  }

  /** The next launch of the app: it restores, or asks again for what it did not get. */
  const restart = async ({ host, restores, unfinished }: NextLaunch): Promise<void> => {
    trace('run', () => `the app starts again${restores ? ' and restores' : ''}`)
    next = undefined
    start(host)
    const current = app
    const isAlive = (): boolean => app === current && next === undefined
    const askAgain = (): void => {
      for (const request of isAlive() ? requests : []) {
        if (!request.isWanted || request.isDone || isAwaited(request)) continue
        // It has ended before the kill, and nobody was left to hear of it: who asks again may get the file anew.
        if (files.isFinished(state, request)) state.allowRestart(request)
        app.ask(request)
      }
    }
    if (!restores) askAgain()
    else
      Promise.all(app.downloaders.map((_, place) => app.restore(place))).then(() => {
        if (isAlive()) files.checkRestored(state, app, unfinished)
        askAgain()
      })
    await settle()
  }

  /** Lets everything happen that needs no time: all microtasks there are, and those that they make. */
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    if (next !== undefined) await restart(next)
    else checkRunning(state, app)
  }

  const fetch = createFetch(timers, createRespond(state))
  start(createHost(plan.phone, { fetch, clock: timers, disk: observedDisk }))
  return {
    get app() {
      return app
    },
    kill,
    /** The app is killed before a step on the disk, or in its midst; with no step, at once. It comes back when all is quiet. */
    killAt(count: number, restores: boolean): void {
      if (count === 0) kill(restores)
      else toKill = { steps: count, restores }
    },
    /** A step on the disk fails, perhaps half-way. */
    breakDiskAt(count: number): void {
      toBreak = count
    },
    settle,
    /** Lets time pass until then. */
    passTo: (time: number): Promise<void> =>
      clock.passTo(time, async () => {
        steps += 1
        await settle()
        if (steps > mostSteps) violations.add('all that can finish finishes', `${steps} steps and no end`)
        return violations.all.length === 0
      }),
    /** What was to go wrong later does not, and an app that cannot go on is started again. */
    async calm(): Promise<void> {
      toKill = undefined
      toBreak = undefined
      if (hasLostNews) kill(true)
      await settle()
    },
    end(): void {
      app.end()
      timers.end()
    },
  }
}
