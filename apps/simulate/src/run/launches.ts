import type { NativeResult } from '@miniferry/download-core'
import { type App, createApp } from '../app/app.js'
import { isDirectRemnant } from '../app/direct-downloads.js'
import { type Handle, isFailure, isUnfinished } from '../app/handle.js'
import { launchApp } from '../app/launch.js'
import { createFetch, createHost, type SimulatedHost } from '../host/host.js'
import { createObservedDisk, type DiskOperation, filesBelow, nameOf } from '../host/observed-disk.js'
import type { Transfer } from '../host/observed-platform.js'
import { checkBytes } from '../invariants/check-bytes.js'
import {
  checkDirect,
  checkRestored,
  createChangeCheck,
  hasEndedUnheard,
  prepareFiles,
  unfinishedOf,
} from '../invariants/check-files.js'
import { checkOutcome } from '../invariants/check-outcome.js'
import { checkBegin, checkRunning, type PhoneState, type Told } from '../invariants/check-transfers.js'
import { isResumable } from '../server/resource.js'
import { createRespond } from '../server/respond.js'
import { askedRange } from '../server/web-server.js'
import { changeBusyResources } from './events.js'
import type { StartLibrary } from './library.js'
import { createCycle, findRequest, type RequestState } from './request-state.js'
import { allowedNow, type RunState } from './run-state.js'

interface NextLaunch {
  readonly host: SimulatedHost
  readonly restores: boolean
  /** What has to go on then. */
  readonly unfinished: readonly RequestState[]
}

/** More steps than any run takes in which something gets done. */
const mostSteps = 20_000

export type Launches = ReturnType<typeof createLaunches>

/** The phone and its app, in one launch after the other, while time passes. */
export function createLaunches(state: RunState, startLibrary: StartLibrary) {
  const { clock, timers, plan, violations, trace, requests, disk } = state
  const random = state.random('steps')
  let index = -1
  let app: App
  let told = new Map<number, Told>()
  let phone: PhoneState
  let next: NextLaunch | undefined
  let toKill: { steps: number; restores: boolean } | undefined
  let toBreak: number | undefined
  let hasLostNews = false
  /** For whom a temporary file came that is still there, by its name. */
  const temporaryFiles = new Map<string, RequestState>()
  let steps = 0
  let isKilling = false

  prepareFiles(state)
  changeBusyResources(state)
  const checkChange = createChangeCheck(state, () => app)
  const observedDisk = createObservedDisk(disk, {
    before(path, operation) {
      // What the host itself throws away is no step of the app.
      if (state.isExternal || isKilling || !/^(user|saved|temporary)\//.test(path)) return undefined
      return breakStep(path, operation)
    },
    after(path, operation) {
      checkChange(path, operation)
      if (disk.stat(path) === undefined) temporaryFiles.delete(nameOf(path))
    },
  })
  /** Kills the app before a step, or breaks the step: returns how much of it is made. */
  const breakStep = (path: string, operation: DiskOperation): number | undefined => {
    trace('disk', () => `${operation} ${path}`)
    if (toKill !== undefined) {
      if (toKill.steps > 0) toKill.steps -= 1
      else {
        kill(toKill.restores)
        return random.chance(0.5) ? 0 : random.fraction()
      }
    }
    if (toBreak === undefined) return undefined
    toBreak -= 1
    if (toBreak > 0) return undefined
    toBreak = undefined
    trace('run', () => 'this step fails')
    return random.chance(0.5) ? 0 : random.fraction()
  }

  const kill = (restores: boolean): void => {
    if (next !== undefined) return
    trace('run', () => 'the app is killed')
    toKill = undefined
    state.wasKilled = true
    for (const name of disk.readdir('temporary')) state.orphans.add(name)
    for (const path of filesBelow(disk, 'user')) if (isDirectRemnant(plan, path)) state.orphans.add(path)
    app.end()
    isKilling = true
    next = { host: app.host.simulate.kill(), restores, unfinished: unfinishedOf(state, app) }
    isKilling = false
    for (const request of requests) {
      if (request.hasContradiction) request.contradictions = 2
      if (request.request.filePath === undefined) request.cycle = createCycle(clock.now, allowedNow(state))
      else request.cycle.kills += 1
    }
  }

  const ended = (handle: Handle): void => {
    const { state: request, outcome } = handle
    const isOfThisLaunch = app.handles.includes(handle)
    violations.check(isOfThisLaunch, 'one outcome', `download ${request.request.index} ends after the kill`)
    // What was on its way in the moment of the kill counts for nobody.
    if (next !== undefined || !isOfThisLaunch || outcome === undefined) return
    checkOutcome(state, app.host, handle)
    const { cycle } = request
    if (!isFailure(outcome)) {
      checkBytes(state, handle)
      Object.assign(request, { contradictions: 0, hasContradiction: false, isDone: true })
      return
    }
    cycle.isOver = !app.handles.some((other) => other.state === request && isUnfinished(other))
    cycle.keepsPart =
      outcome.retryable &&
      request.resume !== undefined &&
      request.request.filePath !== undefined &&
      isResumable(request.resource)
    if (cycle.isOver && outcome.code === 'integrity' && request.contradictions > 0)
      request.contradictions -= 1
  }

  const noteSuccess = (transfer: Transfer, result: NativeResult): void => {
    const { request, api, hasHeader } = transfer
    const { tempFilePath, statusCode, header } = result
    const asked = findRequest(requests, request.url, request.header)
    const isGood = statusCode === undefined || (Number(statusCode) >= 200 && Number(statusCode) < 300)
    const { knobs } = plan.phone
    if (api === 'downloadFile' && isGood && !tempFilePath) {
      // Clients that never name a file have nothing to succeed with; those that name one for 200 only, nothing of a part that nobody has asked for.
      const isHopeless = knobs.resultPaths === 'none' || request.header?.Range === undefined
      if (isHopeless) state.allow(['unknown'], asked)
      return
    }
    if (asked === undefined) return
    // A part of which nobody can say which one it is: after a queue of the host some tell no headers.
    const isUnlabelled = statusCode === 206 && !hasHeader && header === undefined
    if (isUnlabelled && knobs.queuedTask === 'detached') state.allowRestart(asked)
    if (knobs.temporaryNames === 'url' && typeof tempFilePath === 'string') {
      // A second file in the place of the first: both are nobody's.
      const other = temporaryFiles.get(nameOf(tempFilePath))
      if (other !== undefined) for (const one of [asked, other]) state.allowRestart(one)
      temporaryFiles.set(nameOf(tempFilePath), asked)
    }
    const range = askedRange({ range: request.header?.Range ?? '' })
    const isOfRange = ({ asked }: { asked: typeof range }): boolean =>
      asked?.start === range?.start && asked?.end === range?.end
    const last = asked.cycle.exchanges.findLast(isOfRange)
    if (last !== undefined) last.isHeard = true
  }

  const start = (host: SimulatedHost): void => {
    index += 1
    const own = index
    told = new Map()
    phone = { isHidden: false, network: 'wifi', since: clock.now }
    hasLostNews = false
    const launch = launchApp(state, startLibrary, host, index, {
      begins: (transfer) => checkBegin(state, app, told, transfer),
      succeeds: noteSuccess,
      lostNews() {
        hasLostNews = true
        timers.setTimeout(
          () => {
            if (own === index) kill(true)
          },
          random.integer(0, 2000),
        )
      },
    })
    app = createApp(state, launch, {
      ended,
      directSucceeded(download, result) {
        const isAlive = next === undefined && app.direct.all.includes(download)
        if (isAlive) checkDirect(state, app, download, result)
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
        const isThere = app.handles.some((handle) => handle.state === request && isUnfinished(handle))
        if (!request.isWanted || request.isDone || isThere) continue
        if (hasEndedUnheard(state, request)) state.allowRestart(request)
        app.ask(request)
      }
    }
    if (!restores) askAgain()
    else
      Promise.all(app.downloaders.map((_, place) => app.restore(place))).then(() => {
        if (isAlive()) checkRestored(state, app, unfinished)
        askAgain()
      })
    await settle()
  }

  /** Lets everything happen that needs no time: all microtasks there are, and those that they make. */
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    if (next !== undefined) await restart(next)
    else checkRunning(state, app, phone)
  }

  start(
    createHost(plan.phone, {
      fetch: createFetch(timers, createRespond(state)),
      clock: timers,
      disk: observedDisk,
    }),
  )
  return {
    get app() {
      return app
    },
    get told() {
      return told
    },
    get phone() {
      return phone
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
    async passTo(time: number): Promise<void> {
      await clock.passTo(time, async () => {
        steps += 1
        await settle()
        if (steps > mostSteps) violations.add('all that can finish finishes', `${steps} steps and no end`)
        return violations.all.length === 0
      })
    },
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
