import type { App } from '../app/app.js'
import { isUnfinished } from '../app/handle.js'
import type { Transfer } from '../host/observed-platform.js'
import { findRequest } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'

/** How the phone is, as far as the app of this launch can have heard, and since when. */
export interface PhoneState {
  isHidden: boolean
  network: string
  since: number
}

/** What the phone has told a downloader: one listens from its first download on. */
export interface Told {
  isBackground: boolean
  network: string | undefined
}

/** Compares a native transfer that is about to begin with all that forbids it. */
export function checkBegin(
  state: RunState,
  app: App,
  told: ReadonlyMap<number, Told>,
  { isDirect, request, api }: Transfer,
): void {
  const { violations, plan, requests } = state
  if (isDirect) return
  const { parallelDownloads, knobs } = plan.phone
  violations.check(
    app.running.size < parallelDownloads,
    'limits',
    () => `a transfer begins beside ${app.running.size}, where ${parallelDownloads} are allowed`,
  )
  const asked = findRequest(requests, request.url, request.header)
  if (asked === undefined) return
  // What was aborted goes on where the host cannot abort, and takes a place.
  if (app.host.simulate.tasks.length > app.running.size)
    state.allow(['too-many', 'timeout', 'stalled'], asked)
  // Where the host lets it wait in a queue of its own, of which the library does not know, it takes as long as what is before it.
  const { parallelLimit = Number.POSITIVE_INFINITY, parallelOverflow, parallelSameUrl } = knobs
  const isOfUrl = [...app.running].some((other) => other.request.url === request.url)
  const waitsInHost =
    (parallelOverflow === 'queue' && app.running.size >= parallelLimit) ||
    (parallelSameUrl === 'queue' && api === 'downloadFile' && isOfUrl)
  if (waitsInHost) state.allow(['timeout', 'stalled'], asked)
  const { downloader, index } = asked.request
  const { isBackground = false, network: current } = told.get(downloader) ?? {}
  const { network = plan.configs[downloader]?.network } = asked.request.options
  const isWrong = current === 'none' || (network === 'wifi' && current !== undefined && current !== 'wifi')
  violations.check(!isBackground, 'nothing runs unneeded', `download ${index} begins in the background`)
  violations.check(
    !isWrong,
    'nothing runs unneeded',
    `download ${index} begins on ${current}, wants ${network}`,
  )
}

/** Longer than the host is asked again about its network, and than any callback is late: milliseconds. */
const longestIdle = 20_000

/** After each step: who runs is wanted, there are not too many, and who could go on does. */
export function checkRunning(
  { violations, plan, clock, couldNotClean }: RunState,
  app: App,
  phone: PhoneState,
): void {
  const unfinished = app.handles.filter(isUnfinished)
  const active = unfinished.filter(({ download }) => download.state === 'active')
  for (const { isDirect, request } of app.running) {
    const isWanted = isDirect || active.some(({ download }) => download.url === request.url)
    violations.check(isWanted, 'nothing runs unneeded', () => `a transfer of ${request.url}`)
  }
  const free = plan.configs.map(({ concurrency = 6 }, index) => {
    const own = active.filter(({ state }) => state.request.downloader === index)
    const { size } = new Set(own.map(({ download }) => download.id))
    violations.check(size <= concurrency, 'limits', () => `${size} downloads at a time, of ${concurrency}`)
    return concurrency - size
  })
  const isFull = app.running.size >= plan.phone.parallelDownloads
  for (const handle of unfinished) {
    const { state, waitingFor } = handle.download
    const { downloader, options, index } = handle.state.request
    const isTurn = state === 'queued' && !isFull && (free[downloader] ?? 0) > 0
    const { network = plan.configs[downloader]?.network } = options
    const isOpen =
      !phone.isHidden && (network === 'wifi' ? phone.network === 'wifi' : phone.network !== 'none')
    const isIdle = isOpen && (isTurn || waitingFor === 'network' || waitingFor === 'foreground')
    if (!isIdle) handle.idleSince = undefined
    else handle.idleSince ??= clock.now
    const idle = clock.now - Math.max(handle.idleSince ?? clock.now, phone.since)
    // A host that never names its network may leave a downloader that has not heard of a change where it is.
    const isSilent = plan.callbacks.networkAnswer === 'never' || couldNotClean
    violations.check(
      isSilent || idle <= longestIdle,
      'all that can finish finishes',
      () => `download ${index} is ${state} for ${waitingFor ?? 'its turn'}, though nothing is in its way`,
    )
  }
}
