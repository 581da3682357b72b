import type { DownloadErrorCode } from '@miniferry/download-core'
import { nameOf } from '../host/observed-disk.js'
import { namedOf } from '../invariants/check-folders.js'
import type { LostFiles, RunEvent } from '../plan/events.js'
import { isResumable } from '../server/resource.js'
import type { Launches } from './launches.js'
import type { RequestState } from './request-state.js'
import type { RunState } from './run-state.js'

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>

/** Makes an event happen, and notes how downloads may fail by it from then on. */
export function happen(state: RunState, launches: Launches, event: RunEvent): void {
  const { app } = launches
  const { simulate } = app.host
  const at = (index: number): RequestState => state.requests[index] as RequestState
  /** The same for what begins later. */
  const last = (...codes: readonly DownloadErrorCode[]): void => {
    state.allow(codes)
    state.ongoing.set(event.kind, codes)
  }
  /** What is kept on the disk may be lost: parts of files, and what is known of the cache. */
  const disturb = (...codes: readonly DownloadErrorCode[]): void => {
    state.allow(codes)
    state.allowRestart()
    for (const request of state.requests) request.isPinned = false
  }
  const beStubborn = (knob: 'neverAnswers' | 'throwsSynchronously', milliseconds: number): void => {
    simulate.knobs[knob] = true
    state.timers.setTimeout(() => {
      launches.app.host.simulate.knobs[knob] = false
      state.ongoing.delete(event.kind)
    }, milliseconds)
  }
  const effects: { readonly [Kind in RunEvent['kind']]: (event: EventOf<Kind>) => void } = {
    ask: ({ request }) => app.ask(at(request)),
    pause: ({ request }) => app.pause(at(request)),
    resume: ({ request }) => app.resume(at(request)),
    abort: ({ request }) => app.abort(at(request), 'abort'),
    signal: ({ request }) => app.abort(at(request), 'signal'),
    'pause all': ({ downloader }) => app.pauseAll(downloader),
    'resume all': ({ downloader }) => app.resumeAll(downloader),
    'abort all': ({ downloader }) => app.abortAll(downloader),
    restore: ({ downloader }) => void app.restore(downloader),
    background() {
      last('interrupted', 'network', 'timeout', 'stalled')
      simulate.background()
    },
    foreground() {
      state.ongoing.delete('background')
      simulate.foreground()
    },
    network: ({ type }) => changeNetwork(state, launches, type),
    kill: ({ steps, restores }) => launches.killAt(steps, restores),
    'broken disk'({ steps }) {
      if (!state.plan.phone.appends) return
      last('file-system', 'integrity')
      disturb()
      launches.breakDiskAt(steps)
    },
    'full disk'({ freeBytes }) {
      last('storage-full')
      disturb()
      simulate.fillDisk(freeBytes)
    },
    'free disk'() {
      state.ongoing.delete('full disk')
      simulate.fillDisk(Number.POSITIVE_INFINITY)
    },
    'lost files'({ which }) {
      disturb('file-system', 'integrity')
      loseFiles(state, launches, which)
    },
    'new version': ({ resource }) => changeResource(state, resource),
    'direct download'({ resource, hasPath }) {
      state.allow(['too-many', 'timeout', 'stalled'])
      app.direct.begin(resource, hasPath)
    },
    'bad download': () => app.direct.beginBad(),
    cache: ({ call, request }) => app.callCache(call, at(request)),
    'silent host'({ milliseconds }) {
      last('timeout')
      beStubborn('neverAnswers', milliseconds)
    },
    'throwing host'({ milliseconds }) {
      last('unknown')
      beStubborn('throwsSynchronously', milliseconds)
    },
  }
  state.trace('run', () => JSON.stringify(event))
  effects[event.kind](event as never)
}

/** What wants Wi-Fi is stopped without it. Who begins offline on a host that does not say so cannot know. */
export function changeNetwork(state: RunState, { app }: Launches, type: EventOf<'network'>['type']): void {
  const { plan, requests, ongoing } = state
  state.allow(['network'])
  const isSilent = plan.phone.knobs.offlineCall === 'silence'
  if (type === 'none' && plan.callbacks.networkAnswer !== 'prompt')
    ongoing.set('network', isSilent ? ['network', 'timeout'] : ['network'])
  else ongoing.delete('network')
  for (const { request, cycle } of requests) {
    const { network } = { ...plan.configs[request.downloader], ...request.options }
    if (network === 'wifi') cycle.pauses += 1
  }
  app.host.simulate.network(type)
}

/** The server has another version of a file: mostly a new one, sometimes the one before; of what is busy one more within the second. */
export function changeResource(state: RunState, index: number): void {
  const random = state.random(`version ${state.clock.now} ${state.server.versionsOf(index).length}`)
  change(state, index, random.chance(0.7) ? 'new' : 'before')
  if (!state.plan.resources[index]?.isBusy) return
  state.timers.setTimeout(() => change(state, index, 'new'), random.integer(0, 900))
}

/** What is busy changes within the second in which the run begins. */
export function changeBusyResources(state: RunState): void {
  const random = state.random('busy')
  for (const { isBusy, index } of state.plan.resources) {
    if (isBusy) state.timers.setTimeout(() => change(state, index, 'new'), random.integer(20, 950))
  }
}

function change(state: RunState, index: number, which: 'new' | 'before'): void {
  const { server, requests, isCalm, trace } = state
  // Faults have stopped, and so has the server.
  if (isCalm) return
  server.change(index, which)
  trace('server', () => `has another version of ${index}: ${server.versionsOf(index).at(-1)?.number}`)
  for (const request of requests.filter(({ request }) => request.resource === index)) {
    state.allowRestart(request)
    // What a server does properly is no reason to fail, unless the app expects the old version.
    const { checksum } = request.request
    // A date is no version within its own second: what is shorter then contradicts it.
    const isVague = !isResumable(request.resource) || request.resource.validator === 'date'
    const mayFail = checksum !== undefined || isVague
    if (mayFail) state.allow(['integrity'], request)
  }
}

const lostPaths: Readonly<Record<Exclude<LostFiles, 'everything'>, RegExp>> = {
  parts: /\/downloads\/.*\.part$/,
  records: /\/downloads\/.*\.jsonl~?$/,
  temporary: /(tmp_|\/\/resource\/(?!saved-)|\/\/tmp\/)[^/]*$/,
  cached: /\/cache\/miniferry-[\da-z]+-/,
  index: /\/cache\/miniferry-index\.jsonl~*$/,
  'old files': /^$/,
}

/** The host or the user removes files of the app. Those that the library has nothing to do with stay. */
function loseFiles(state: RunState, { app }: Launches, which: LostFiles): void {
  const random = state.random(`lost ${state.clock.now}`)
  const targets = state.requests.filter(({ hasPlace }) => hasPlace)
  const isAt = (path: string) => (target: RequestState) => {
    const { filePath, address } = target.request
    if (address.directory === undefined) return path.endsWith(`/${filePath}`)
    return namedOf(state, target).some(([named]) => path.endsWith(named.replace('user/', '/')))
  }
  const isOfKind = (path: string): boolean => {
    if (targets.some(isAt(path))) {
      // One that is just being finished would be missed by nobody but us.
      const isBusy = app.handles.some(({ state, outcome }) => outcome === undefined && isAt(path)(state))
      return (which === 'old files' || which === 'everything') && !isBusy
    }
    if (which !== 'everything') return lostPaths[which].test(path)
    return Object.values(lostPaths).some((pattern) => pattern.test(path))
  }
  const owners = new Map<string, readonly RequestState[]>()
  const isLost = (path: string): boolean => {
    owners.set(path, targets.filter(isAt(path)))
    return isOfKind(path) && random.chance(0.7)
  }
  state.isExternal = true
  const lost = app.host.simulate.removeFiles(isLost)
  state.isExternal = false
  for (const path of lost) {
    // Who had it does not ask again; who failed to get it does, and so cleans what is left of that.
    for (const request of owners.get(path) ?? []) if (request.isDone) request.isWanted = false
    state.lostAt.set(nameOf(path), state.clock.now)
    state.trace('run', () => `lost ${path}`)
  }
}
