import type { App } from '../app/app.js'
import { isUnfinished } from '../app/follow-download.js'
import { findWish } from '../app/wish-state.js'
import type { WatchedTransfer } from '../host/watched-platform.js'
import type { WorldState } from '../run/world-state.js'

/** What the phone has told a downloader, as far as it has: one listens from its first download on. */
export interface Told {
  isBackground: boolean
  network: string | undefined
}

/** Holds a native transfer that is about to begin against all that forbids it. */
export function checkBegin(
  world: WorldState,
  app: App,
  told: ReadonlyMap<number, Told>,
  transfer: WatchedTransfer,
): void {
  const { violations, plan, wishes } = world
  if (transfer.isPlain) return
  const { parallelDownloads } = plan.phone
  violations.check(
    app.running.size < parallelDownloads,
    'limits',
    () => `a transfer begins beside ${app.running.size}, where ${parallelDownloads} are allowed`,
  )
  const state = findWish(wishes, transfer.request.url, transfer.request.header)
  if (state === undefined) return
  // What was aborted goes on where the host cannot abort, and takes a place.
  if (app.host.simulate.tasks.length > app.running.size)
    world.excuse(['too-many', 'timeout', 'stalled'], state)
  if (waitsInHost(world, app, transfer)) world.excuse(['timeout', 'stalled'], state)
  const name = `download ${state.wish.index}`
  const { network = plan.configs[state.wish.downloader]?.network } = state.wish.request
  const { isBackground = false, network: current } = told.get(state.wish.downloader) ?? {}
  violations.check(!isBackground, 'nothing runs for nobody', `${name} begins in the background`)
  violations.check(current !== 'none', 'nothing runs for nobody', `${name} begins without a network`)
  const isWrongNetwork = network === 'wifi' && current !== undefined && current !== 'wifi'
  violations.check(!isWrongNetwork, 'nothing runs for nobody', `${name} begins on ${current}, wants Wi-Fi`)
}

/** Whether the host lets it wait in a queue of its own, of which the library does not know: that takes as long as what is before it. */
function waitsInHost(
  { plan }: WorldState,
  { running }: App,
  { request: { url }, api }: WatchedTransfer,
): boolean {
  const { parallelLimit = Number.POSITIVE_INFINITY, parallelOverflow, parallelSameUrl } = plan.phone.knobs
  if (parallelOverflow === 'queue' && running.size >= parallelLimit) return true
  const isOfUrl = [...running].some((other) => other.request.url === url)
  return parallelSameUrl === 'queue' && api === 'downloadFile' && isOfUrl
}

/** After each step: who runs is wanted, and there are not too many. */
export function checkRunning({ violations, plan }: WorldState, app: App): void {
  if (app.running.size === 0) return
  const active = app.handles.filter((handle) => isUnfinished(handle) && handle.download.state === 'active')
  for (const { isPlain, request } of app.running) {
    const isWanted = isPlain || active.some(({ download }) => download.url === request.url)
    violations.check(isWanted, 'nothing runs for nobody', () => `a transfer of ${request.url}`)
  }
  for (const [index, { concurrency = 6 }] of plan.configs.entries()) {
    const ofThis = active.filter(({ state }) => state.wish.downloader === index)
    const { size } = new Set(ofThis.map(({ download }) => download.id))
    violations.check(size <= concurrency, 'limits', () => `${size} downloads at a time, of ${concurrency}`)
  }
}
