import { sample } from 'fast-check'
import { isTooLarge } from '../app/app.js'
import { isUnfinished } from '../app/handle.js'
import { checkFinished, checkRemains } from '../invariants/check-files.js'
import { plansOf, type RunPlan } from '../plan/plan.js'
import { changeNetwork, happen } from './events.js'
import { createLaunches, type Launches } from './launches.js'
import type { StartLibrary } from './library.js'
import { createNextCycle, type RequestState } from './request-state.js'
import { createRunState, type RunState, runStart } from './run-state.js'
import type { Violation } from './violations.js'

/** How a plan is drawn from its seed; without a bias towards small values, which are for shrinking. */
export const drawing = (seed: number) => ({ seed, numRuns: 1, unbiased: true })

/** The plan of a seed. */
export function planOf(seed: number): RunPlan {
  return sample(plansOf(seed), drawing(seed))[0] as RunPlan
}

/** Runs a plan to its end, and says what is wrong. The seed decides what the plan leaves open. */
export async function simulate(
  seed: number,
  plan: RunPlan,
  startLibrary: StartLibrary,
  write?: (line: string) => void,
): Promise<readonly Violation[]> {
  const state = createRunState(seed, plan, write)
  const escaped = (error: unknown): void => state.violations.add('no exception escapes', String(error))
  process.on('unhandledRejection', escaped)
  process.on('uncaughtException', escaped)
  const launches = createLaunches(state, startLibrary)
  try {
    await runToEnd(state, launches)
  } catch (error) {
    escaped(error)
  } finally {
    launches.end()
    // What was on its way may still fail unseen.
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', escaped)
    process.off('uncaughtException', escaped)
  }
  return state.violations.all
}

async function runToEnd(state: RunState, launches: Launches): Promise<void> {
  const { plan, violations } = state
  const isBroken = (): boolean => violations.all.length > 0
  for (const { at, event } of plan.events) {
    await launches.passTo(runStart + at)
    if (isBroken()) return
    happen(state, launches, event)
    await launches.settle()
  }
  await launches.passTo(runStart + plan.calmAt)
  if (!isBroken()) await calmDown(state, launches)
  if (isBroken()) return
  checkFinished(state, launches.app)
  if (!state.wasKilled && !state.couldNotClean) await checkRemains(state, launches.app, false)
  if (isBroken()) return
  launches.kill(true)
  // A record that could not be removed brings back what had ended.
  if (plan.requests.some(({ address }) => address.signer !== undefined)) {
    await launches.settle()
    await launches.passTo(state.clock.now + 1000)
    renewAddresses(state, launches)
  }
  await comeToRest(state, launches)
  checkFinished(state, launches.app)
  await checkRemains(state, launches.app, true)
}

/** What goes to a dead address, and has nobody who would sign it anew, is given a fresh one: it might try for ever. */
function renewAddresses({ requests }: RunState, { app }: Launches): void {
  for (const request of requests) {
    const { address, checksum } = request.request
    const isDead = (): boolean =>
      /app|request/.test(address.signer ?? '') &&
      app.handles.some((handle) => handle.state === request && isUnfinished(handle))
    if (!isDead()) continue
    // One that expects another version is in the way.
    while (checksum !== undefined && isDead()) app.abort(request, 'abort')
    app.ask(request)
  }
}

/** How often the app asks for what it did not get. */
const mostRounds = 6

/** Faults stop, and everybody is patient: the app asks once more for what it wants and did not get. */
async function calmDown(state: RunState, launches: Launches): Promise<void> {
  const { trace, violations, requests, plan, clock } = state
  trace('run', () => 'calm')
  state.isCalm = true
  await launches.calm()
  const { simulate } = launches.app.host
  const { knobs } = simulate
  Object.assign(knobs, {
    neverAnswers: false,
    throwsSynchronously: false,
    failEvery: Number.POSITIVE_INFINITY,
  })
  // Where no file is ever named, no download can succeed.
  if (knobs.resultPaths === 'none') knobs.resultPaths = 'as-asked'
  simulate.fillDisk(Number.POSITIVE_INFINITY)
  state.ongoing.clear()
  simulate.foreground()
  // Twice, so that there is news in any case: the host may never have said where it is.
  for (const network of ['4g', 'wifi'] as const) {
    changeNetwork(state, launches, network)
    await launches.settle()
  }
  for (const index of plan.configs.keys()) launches.app.resumeAll(index)
  renewAddresses(state, launches)
  await comeToRest(state, launches)
  const isMissing = (request: RequestState): boolean => request.isWanted && !request.isDone
  const isTooMuch = ({ request, hasPlace }: RequestState): boolean =>
    hasPlace && isTooLarge(state, request.resource)
  const ask = (request: RequestState): void => {
    const isThere = launches.app.handles.some((handle) => handle.state === request && isUnfinished(handle))
    if (isThere) return
    request.cycle = createNextCycle(request, clock.now, [])
    launches.app.ask(request)
  }
  // What two want at one place comes one after the other; and each may fail twice where the server has told a false length.
  for (let round = 0; round < mostRounds && violations.all.length === 0; round += 1) {
    for (const request of requests.filter(isMissing)) if (!isTooMuch(request)) ask(request)
    await comeToRest(state, launches)
  }
  if (violations.all.length > 0) return
  for (const request of requests.filter(isMissing)) {
    const words = `download ${request.request.index} did not, though nothing goes wrong`
    violations.check(isTooMuch(request), 'all that can finish finishes', words)
    // What is too large fails, and leaves nothing of what an earlier failure may have kept.
    ask(request)
    await comeToRest(state, launches)
  }
  // What the app has put at a path by `downloadFile` itself it gets now, whatever the host does with paths.
  const direct = plan.events.map(({ event }) =>
    event.kind === 'direct download' && event.hasPath ? event.resource : undefined,
  )
  for (const resource of new Set(direct)) {
    if (resource === undefined) continue
    launches.app.direct.begin(resource, true)
    await comeToRest(state, launches)
    const isRight = launches.app.direct.all.at(-1)?.isDone || isTooLarge(state, resource)
    violations.check(isRight, 'all that can finish finishes', `downloadFile of ${resource} did not`)
  }
}

/** Longer than anything takes where nothing goes wrong, the longest wait for a server included. */
const longEnough = 4 * 3_600_000

/** Lets time pass until nothing is to happen any more. */
async function comeToRest({ clock, violations }: RunState, launches: Launches): Promise<void> {
  await launches.settle()
  await launches.passTo(clock.now + longEnough)
  const isRight = clock.isIdle || violations.all.length > 0
  violations.check(isRight, 'all that can finish finishes', 'there is no rest')
}
