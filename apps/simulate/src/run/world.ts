import type { NativeResult } from '@miniferry/download-core'
import { type App, createApp } from '../app/app.js'
import { isFailure } from '../app/follow-download.js'
import type { Handle } from '../app/handle.js'
import { startApp } from '../app/start-app.js'
import { addressOf, createCycle, findWish, type WishState } from '../app/wish-state.js'
import { createHost, type SimulatedHost } from '../host/create-host.js'
import { createNoticingDisk, filesBelow } from '../host/noticing-disk.js'
import { createVirtualNetwork } from '../host/virtual-network.js'
import type { WatchedTransfer } from '../host/watched-platform.js'
import { checkBytes } from '../invariants/check-bytes.js'
import { checkEnd } from '../invariants/check-end.js'
import { checkPlain, isPlainRest } from '../invariants/check-plain.js'
import { bystanders } from '../invariants/check-remains.js'
import { checkRestored, hasEndedUnheard, unfinishedOf } from '../invariants/check-restored.js'
import { checkBegin, checkRunning, type Told } from '../invariants/check-transfer.js'
import { createDiskInvariants, oldContent } from '../invariants/disk-watch.js'
import { askedRange } from '../server/answer.js'
import { createRespond } from '../server/respond.js'
import { changeBusyResources } from './change-resource.js'
import type { StartLibrary } from './load-library.js'
import type { WorldState } from './world-state.js'

/** A world that goes on: the phone, its app in one life after the other, and the clock. */
export interface World {
  readonly app: App
  readonly told: Map<number, Told>
  /** How the phone is, as far as the app of this life can have heard. */
  readonly phone: { isHidden: boolean; network: string }
  /** The app is killed now; it comes back when all is quiet. */
  kill(restores: boolean): void
  /** The app is killed before a step on the disk, or in its midst. */
  killAt(steps: number, restores: boolean): void
  /** A step on the disk fails, perhaps half-way. */
  breakDiskAt(steps: number): void
  /** Lets time pass until then, or until nothing is to happen any more. */
  passTo(time: number): Promise<void>
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>
  /** What was to go wrong later does not, and an app that has lost its way is started again. */
  calm(): Promise<void>
  end(): void
}

interface NextLife {
  readonly host: SimulatedHost
  readonly restores: boolean
  /** What has to go on then. */
  readonly unfinished: readonly WishState[]
}

/** More steps than any world takes in which something gets done. */
const mostSteps = 20_000

export function createWorld(world: WorldState, startLibrary: StartLibrary): World {
  const { clock, timers, plan, violations, say, wishes, disk } = world
  const random = world.random('steps')
  let life = -1
  let app: App
  let told = new Map<number, Told>()
  let phone = { isHidden: false, network: 'wifi' }
  let next: NextLife | undefined
  let toKill: { steps: number; restores: boolean } | undefined
  let toBreak: number | undefined
  let hasLostNews = false
  /** For whom a temporary file came that is still there, by its name. */
  const temporaryFiles = new Map<string, WishState>()
  let steps = 0
  let isKilling = false

  prepare(world)
  changeBusyResources(world)
  const invariants = createDiskInvariants(world)
  const noticing = createNoticingDisk(disk, {
    before(path, operation) {
      // What the host itself throws away is no step of the app.
      if (world.isTampering || isKilling || !/^(user|saved|temporary)\//.test(path)) return undefined
      say('disk', () => `${operation} ${path}`)
      if (toKill !== undefined) {
        if (toKill.steps > 0) toKill.steps -= 1
        else {
          const { restores } = toKill
          kill(restores)
          return random.chance(0.5) ? 0 : random.fraction()
        }
      }
      if (toBreak === undefined) return undefined
      toBreak -= 1
      if (toBreak > 0) return undefined
      toBreak = undefined
      say('world', () => 'this step fails')
      return random.chance(0.5) ? 0 : random.fraction()
    },
    after(path, operation) {
      invariants.changed(path, operation)
      if (disk.stat(path) === undefined) temporaryFiles.delete(nameOf(path))
    },
  })

  const kill = (restores: boolean): void => {
    if (next !== undefined) return
    say('world', () => 'the app is killed')
    toKill = undefined
    world.wasKilled = true
    for (const name of disk.readdir('temporary')) world.orphans.add(name)
    for (const path of filesBelow(disk, 'user')) if (isPlainRest(world, path)) world.orphans.add(path)
    app.end()
    isKilling = true
    next = { host: app.host.simulate.kill(), restores, unfinished: unfinishedOf(world, app) }
    isKilling = false
    for (const state of wishes) {
      if (state.hasLie) state.doubts = 2
      if (state.wish.filePath === undefined) state.cycle = createCycle(clock.now, world.excuses)
      else state.cycle.kills += 1
    }
  }

  const ended = (handle: Handle): void => {
    const { state, outcome } = handle
    // The dead tell nothing: what was on its way when the app was killed counts for nobody.
    if (next !== undefined || !app.handles.includes(handle)) return
    checkEnd(world, app.host, handle)
    if (outcome === undefined) return
    if (isFailure(outcome)) {
      state.cycle.isOver = !app.handles.some((other) => other.state === state && other.outcome === undefined)
      if (state.cycle.isOver && outcome.code === 'integrity' && state.doubts > 0) state.doubts -= 1
      return
    }
    checkBytes(world, handle)
    Object.assign(state, { doubts: 0, hasLie: false })
    state.isDone = true
  }

  const noteSuccess = (transfer: WatchedTransfer, result: NativeResult): void => {
    const { request, api } = transfer
    const { tempFilePath, statusCode } = result
    const state = findWish(wishes, request.url, request.header)
    const isGood = statusCode === undefined || (Number(statusCode) >= 200 && Number(statusCode) < 300)
    if (api === 'downloadFile' && isGood && !tempFilePath) {
      // Clients that never name a file have nothing to succeed with; those that name one for 200 only, nothing of a part that nobody has asked for.
      const isHopeless = plan.phone.knobs.resultPaths === 'none' || request.header?.Range === undefined
      if (isHopeless) world.excuse(['unknown'], state)
      return
    }
    if (state !== undefined) noteLosses(state, transfer, result)
    const requests = state?.cycle.requests ?? []
    const range = askedRange({ url: '', headers: { range: request.header?.Range ?? '' } })
    const last = requests.findLast(({ asked }) => asked?.start === range?.start && asked?.end === range?.end)
    if (last !== undefined) last.isHeard = true
  }

  /** What has come well, and is of no use because of the host. */
  const noteLosses = (
    state: WishState,
    { hasHeader }: WatchedTransfer,
    { statusCode, header, tempFilePath }: NativeResult,
  ): void => {
    // A part of which nobody can say which one it is: after a queue of the host some tell no headers.
    const isUnlabelled = statusCode === 206 && !hasHeader && header === undefined
    if (isUnlabelled && plan.phone.knobs.queuedTask === 'detached') world.void(state)
    if (plan.phone.knobs.temporaryNames !== 'url' || typeof tempFilePath !== 'string') return
    // A second file in the place of the first: both are nobody's.
    const name = nameOf(tempFilePath)
    const other = temporaryFiles.get(name)
    if (other !== undefined) for (const one of [state, other]) world.void(one)
    temporaryFiles.set(name, state)
  }

  const start = (host: SimulatedHost): void => {
    life += 1
    told = new Map()
    phone = { isHidden: false, network: 'wifi' }
    const running = startApp(world, startLibrary, host, life, {
      begins: (transfer) => checkBegin(world, app, told, transfer),
      succeeds: noteSuccess,
      contradicts: (url, header) => world.excuse(['network'], findWish(wishes, url, header)),
      spoils: (url, codes) => {
        // The host does not tell which user it is.
        const states = wishes.filter(({ wish }) => wish.address === addressOf(url))
        for (const state of states) world.excuse(codes, state)
      },
      orphaned: (path) => world.orphans.add(path),
      lostNews: () => {
        hasLostNews = true
        const own = life
        timers.setTimeout(
          () => {
            if (own === life) kill(true)
          },
          random.integer(0, 2000),
        )
      },
    })
    hasLostNews = false
    app = createApp(world, running, {
      ended,
      plainSucceeded(download, result) {
        const isAlive = next === undefined && app.plain.all.includes(download)
        if (isAlive) checkPlain(world, app, download, result)
      },
    })
  }

  /** The next run of the app: it restores, or asks again for what it did not get. */
  const restart = async ({ host, restores, unfinished }: NextLife): Promise<void> => {
    say('world', () => `the app starts again${restores ? ' and restores' : ''}`)
    next = undefined
    start(host)
    const current = app
    const askAgain = (): void => {
      if (app !== current || next !== undefined) return
      for (const state of wishes) {
        const isThere = app.handles.some((handle) => handle.state === state && handle.outcome === undefined)
        if (!state.isWanted || state.isDone || isThere) continue
        if (hasEndedUnheard(world, state)) world.void(state)
        app.ask(state)
      }
    }
    if (!restores) askAgain()
    else
      Promise.all(app.downloaders.map((_, index) => app.restore(index))).then(() => {
        if (app === current && next === undefined) checkRestored(world, app, unfinished)
        askAgain()
      })
    await settle()
  }

  const settle = async (): Promise<void> => {
    await microtasks()
    if (next !== undefined) await restart(next)
    else checkRunning(world, app)
  }

  start(
    createHost(plan.phone, {
      fetch: createVirtualNetwork(timers, createRespond(world)),
      clock: timers,
      disk: noticing,
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
    killAt(count, restores) {
      toKill = { steps: count, restores }
    },
    breakDiskAt(count) {
      toBreak = count
    },
    settle,
    async passTo(time) {
      while (Number.isFinite(clock.nextAt) && clock.nextAt <= time && violations.all.length === 0) {
        steps += 1
        if (steps > mostSteps) {
          violations.add('all that can finish finishes', `${steps} steps and no end`)
          return
        }
        try {
          clock.runNext()
        } catch (error) {
          violations.add('no exception escapes', String(error))
        }
        await settle()
      }
      if (Number.isFinite(time)) clock.passTo(time)
    },
    async calm() {
      toKill = undefined
      toBreak = undefined
      if (hasLostNews) kill(true)
      await settle()
    },
    end() {
      app.end()
      timers.end()
    },
  }
}

/** Files that were there before, some where downloads are to go. */
function prepare({ disk, plan, random }: WorldState): void {
  const before = random('before')
  for (const path of bystanders) disk.write(path, Buffer.from(path))
  for (const { filePath } of plan.wishes) {
    if (filePath !== undefined && before.chance(0.5)) disk.write(`user/${filePath}`, oldContent)
  }
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '')
}

/** All microtasks there are, and those that they make. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
