import { isTooLarge, isTooLargeFor } from '../app/is-too-large.js'
import { createNextCycle } from '../app/wish-state.js'
import { checkFinished, checkRemains } from '../invariants/check-remains.js'
import { drawWorld } from '../plan/draw-world.js'
import type { WorldEvent } from '../plan/world-event.js'
import { changeNetwork } from './change-network.js'
import { createWorldState, worldStart } from './create-world-state.js'
import { happen } from './happen.js'
import type { StartLibrary } from './load-library.js'
import type { Violation } from './violations.js'
import { createWorld, type World } from './world.js'
import type { WorldState } from './world-state.js'

/** Runs the world of a seed to its end, and says what is wrong with it. */
export async function runSeed(
  seed: number,
  startLibrary: StartLibrary,
  write?: (line: string) => void,
): Promise<readonly Violation[]> {
  const plan = drawWorld(seed)
  const world = createWorldState(plan, write)
  const { violations, say } = world
  say('world', () => JSON.stringify({ ...plan, events: undefined, wishes: undefined }))
  const escaped = (error: unknown): void => violations.add('no exception escapes', String(error))
  process.on('unhandledRejection', escaped)
  process.on('uncaughtException', escaped)
  const running = createWorld(world, startLibrary)
  try {
    await liveThrough(world, running)
  } catch (error) {
    escaped(error)
  } finally {
    running.end()
    // What was on its way may still fail unseen.
    await running.settle()
    process.off('unhandledRejection', escaped)
    process.off('uncaughtException', escaped)
  }
  return violations.all
}

async function liveThrough(world: WorldState, running: World): Promise<void> {
  const { plan, violations } = world
  for (const { at, event } of plan.events) {
    await running.passTo(worldStart + at)
    if (violations.all.length > 0) return
    const { app } = running
    if (event.kind === 'foreground' || event.kind === 'network') forget(running, event.kind)
    happen(world, running, event)
    await running.settle()
    noteTold(world, running, app, event)
  }
  await running.passTo(worldStart + plan.calmAt)
  if (violations.all.length > 0) return
  await calmDown(world, running)
  if (violations.all.length > 0) return
  checkFinished(world, running.app)
  if (!world.wasKilled && !world.couldNotClear) await checkRemains(world, running.app, false)
  if (violations.all.length > 0) return
  running.kill(true)
  await running.settle()
  await comeToRest(world, running)
  checkFinished(world, running.app)
  await checkRemains(world, running.app, true)
}

/** Faults stop, and everybody is patient: the app asks once more for what it wants and did not get. */
async function calmDown(world: WorldState, running: World): Promise<void> {
  const { say, violations } = world
  say('world', () => 'calm')
  world.isCalm = true
  await running.calm()
  const { simulate } = running.app.host
  Object.assign(simulate.knobs, {
    neverAnswers: false,
    throwsSynchronously: false,
    failEvery: Number.POSITIVE_INFINITY,
    // Where no file is ever named, no download can succeed.
    ...(simulate.knobs.resultPaths === 'none' && { resultPaths: 'as-asked' }),
  })
  simulate.fillDisk(Number.POSITIVE_INFINITY)
  world.ongoing.clear()
  forget(running, 'foreground')
  forget(running, 'network')
  simulate.foreground()
  // Twice, so that there is news in any case: the host may never have said where it is.
  for (const network of ['4g', 'wifi'] as const) {
    changeNetwork(world, running, network)
    await running.settle()
  }
  for (const index of world.plan.configs.keys()) running.app.resumeAll(index)
  await running.settle()
  await comeToRest(world, running)
  if (violations.all.length > 0) return
  // What two want at one place comes one after the other; and each may fail twice where the server has told a false length.
  for (let round = 0; round < mostRounds; round += 1) {
    for (const state of world.wishes) {
      const isUnfinished = running.app.handles.some(
        (handle) => handle.state === state && handle.outcome === undefined,
      )
      if (!state.isWanted || state.isDone || isUnfinished || isTooLarge(world, state)) continue
      state.cycle = createNextCycle(state, world.clock.now, [])
      running.app.ask(state)
    }
    await running.settle()
    await comeToRest(world, running)
    if (violations.all.length > 0) return
  }
  for (const state of world.wishes) {
    if (!state.isWanted || state.isDone || isTooLarge(world, state)) continue
    violations.add('all that can finish finishes', `download ${state.wish.index} did not, though all is well`)
  }
  await downloadTooLarge(world, running)
  await downloadPlainly(world, running)
}

/** What is too large fails, and leaves nothing of what an earlier failure may have kept. */
async function downloadTooLarge(world: WorldState, running: World): Promise<void> {
  for (const state of world.wishes) {
    if (!state.isWanted || state.isDone) continue
    state.cycle = createNextCycle(state, world.clock.now, [])
    running.app.ask(state)
    await running.settle()
    await comeToRest(world, running)
  }
}

/** What the app has put at a path by `downloadFile` itself it gets now, whatever the host does with paths. */
async function downloadPlainly(world: WorldState, running: World): Promise<void> {
  const { plan, violations } = world
  const resources = plan.events.map(({ event }) =>
    event.kind === 'plain download' && event.hasPath ? event.resource : undefined,
  )
  for (const resource of new Set(resources)) {
    if (resource === undefined) continue
    const { plain } = running.app
    plain.begin(resource, true)
    await running.settle()
    await comeToRest(world, running)
    const { isDone } = plain.all.at(-1) ?? {}
    const mayFail = isTooLargeFor(world, resource)
    violations.check(isDone || mayFail, 'all that can finish finishes', `downloadFile of ${resource} did not`)
  }
}

/** Until the news have come, the app may think of what was before or of what is now. */
function forget({ told }: World, kind: 'foreground' | 'network'): void {
  for (const one of told.values()) {
    if (kind === 'foreground') one.isBackground = false
    else one.network = undefined
  }
}

/** What the phone has told the app by now; what is as it was before is not told. An app that was killed meanwhile starts anew. */
function noteTold(
  { plan }: WorldState,
  { told, app, phone }: World,
  before: World['app'],
  event: WorldEvent,
): void {
  if (app !== before) return
  const isHidden = event.kind === 'background' || (phone.isHidden && event.kind !== 'foreground')
  const network = event.kind === 'network' ? event.type : phone.network
  for (const index of app.listening) {
    const one = told.get(index) ?? { isBackground: false, network: undefined }
    told.set(index, one)
    if (isHidden && !phone.isHidden) one.isBackground = plan.phone.tellsLifecycle
    if (network !== phone.network) one.network = network
  }
  Object.assign(phone, { isHidden, network })
}

/** How often the app asks for what it did not get. */
const mostRounds = 6

/** Longer than anything takes where nothing goes wrong, the longest wait for a server included. */
const longEnough = 4 * 3_600_000

/** Lets time pass until nothing is to happen any more. */
async function comeToRest({ clock, violations }: WorldState, running: World): Promise<void> {
  await running.passTo(clock.now + longEnough)
  violations.check(
    clock.nextAt === Number.POSITIVE_INFINITY,
    'all that can finish finishes',
    'there is no rest',
  )
}
