import type { WishState } from '../app/wish-state.js'
import type { LostFiles, WorldEvent } from '../plan/world-event.js'
import { changeNetwork } from './change-network.js'
import { changeResource } from './change-resource.js'
import type { World } from './world.js'
import type { WorldState } from './world-state.js'

/** Makes an event happen. What may go wrong because of it is an excuse from then on. */
export function happen(world: WorldState, running: World, event: WorldEvent): void {
  const { app } = running
  const { simulate } = app.host
  const wishOf = (index: number): WishState => world.wishes[index] as WishState
  world.say('world', () => JSON.stringify(event))
  switch (event.kind) {
    case 'ask':
      app.ask(wishOf(event.wish))
      break
    case 'pause':
    case 'resume':
      app[event.kind](wishOf(event.wish))
      break
    case 'abort':
    case 'signal':
      app.abort(wishOf(event.wish), event.kind)
      break
    case 'pause all':
      app.pauseAll(event.downloader)
      break
    case 'resume all':
      app.resumeAll(event.downloader)
      break
    case 'abort all':
      app.abortAll(event.downloader)
      break
    case 'restore':
      void app.restore(event.downloader)
      break
    case 'background':
      last(world, event.kind, ['interrupted', 'network', 'timeout', 'stalled'])
      simulate.background()
      break
    case 'foreground':
      world.ongoing.delete('background')
      simulate.foreground()
      break
    case 'network':
      changeNetwork(world, running, event.type)
      break
    case 'kill':
      if (event.steps === 0) running.kill(event.restores)
      else running.killAt(event.steps, event.restores)
      break
    case 'broken disk':
      last(world, event.kind, ['file-system', 'integrity'])
      world.void()
      running.breakDiskAt(event.steps)
      break
    case 'full disk':
      last(world, event.kind, ['storage-full'])
      world.void()
      simulate.fillDisk(event.freeBytes)
      break
    case 'free disk':
      world.ongoing.delete('full disk')
      simulate.fillDisk(Number.POSITIVE_INFINITY)
      break
    case 'lost files':
      world.excuse(['file-system', 'integrity'])
      world.void()
      loseFiles(world, running, event.which)
      break
    case 'new version':
      changeResource(world, event.resource)
      break
    case 'plain download':
      world.excuse(['too-many', 'timeout', 'stalled'])
      app.plain.begin(event.resource, event.hasPath === true)
      break
    case 'bad download':
      app.plain.beginBad()
      break
    case 'cache':
      app.callCache(event.call, wishOf(event.wish))
      break
    default:
      beStubborn(world, running, event)
  }
}

/** An excuse that holds for what begins later as well. */
function last(
  world: WorldState,
  cause: WorldEvent['kind'],
  codes: Parameters<WorldState['excuse']>[0],
): void {
  world.excuse(codes)
  world.ongoing.set(cause, codes)
}

const knobsOf = { 'deaf host': 'neverAnswers', 'throwing host': 'throwsSynchronously' } as const

function beStubborn(
  world: WorldState,
  running: World,
  { kind, milliseconds }: Extract<WorldEvent, { kind: keyof typeof knobsOf }>,
): void {
  const knob = knobsOf[kind]
  const code = kind === 'deaf host' ? 'timeout' : 'unknown'
  last(world, kind, [code])
  running.app.host.simulate.knobs[knob] = true
  world.timers.setTimeout(() => {
    running.app.host.simulate.knobs[knob] = false
    world.ongoing.delete(kind)
  }, milliseconds)
}

const lostPaths: Readonly<Record<Exclude<LostFiles, 'everything'>, RegExp>> = {
  parts: /\/downloads\/.*\.part$/,
  records: /\/downloads\/.*\.json~?$/,
  temporary: /(tmp_|\/\/resource\/(?!saved-)|\/\/tmp\/)[^/]*$/,
  cached: /\/cache\/miniferry-[\da-z]+-/,
  index: /\/cache\/miniferry-index/,
  'old files': /^$/,
}

/** The host or the user removes files of the app. Those that are none of the library's business stay: it could not have kept them. */
function loseFiles(world: WorldState, { app }: World, which: LostFiles): void {
  const random = world.random(`lost ${world.clock.now}`)
  const targets = world.wishes.filter(({ wish }) => wish.filePath !== undefined)
  const isTarget = (path: string): boolean => targets.some(({ wish }) => path.endsWith(`/${wish.filePath}`))
  // One that is just being finished would be missed by nobody but us.
  const isBusy = (path: string): boolean =>
    app.handles.some(
      ({ state, outcome }) => outcome === undefined && path.endsWith(`/${state.wish.filePath}`),
    )
  const isOfKind = (path: string): boolean => {
    if (isTarget(path)) return (which === 'old files' || which === 'everything') && !isBusy(path)
    if (which !== 'everything') return lostPaths[which].test(path)
    return Object.values(lostPaths).some((pattern) => pattern.test(path))
  }
  world.isTampering = true
  const lost = app.host.simulate.removeFiles((path) => isOfKind(path) && random.chance(0.7))
  world.isTampering = false
  for (const path of lost) {
    // Who had it does not ask again; who failed to get it does, and so clears what is left of that.
    for (const state of targets) {
      if (state.isDone && path.endsWith(`/${state.wish.filePath}`)) state.isWanted = false
    }
    world.lostAt.set(path.replace(/^.*\//, ''), world.clock.now)
    world.say('world', () => `lost ${path}`)
  }
}
