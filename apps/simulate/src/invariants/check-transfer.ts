import type { App } from '../app/app.js'
import { isUnfinished } from '../app/follow-download.js'
import { wishIndexOf } from '../app/wish-state.js'
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
  const state = wishes[wishIndexOf(transfer.request.url)]
  if (state === undefined) return
  // What was aborted goes on where the host cannot abort, and takes a place.
  if (app.host.simulate.tasks.length > app.running.size) world.excuse(['too-many'], state)
  const name = `download ${state.wish.index}`
  const { network = plan.configs[state.wish.downloader]?.network } = state.wish.request
  const { isBackground = false, network: current } = told.get(state.wish.downloader) ?? {}
  violations.check(!isBackground, 'nothing runs for nobody', `${name} begins in the background`)
  violations.check(current !== 'none', 'nothing runs for nobody', `${name} begins without a network`)
  const isWrongNetwork = network === 'wifi' && current !== undefined && current !== 'wifi'
  violations.check(!isWrongNetwork, 'nothing runs for nobody', `${name} begins on ${current}, wants Wi-Fi`)
}

/** After each step: who runs is wanted, and there are not too many. */
export function checkRunning(world: WorldState, app: App): void {
  const { violations, plan, wishes } = world
  const active = app.handles.filter((handle) => isUnfinished(handle) && handle.download.state === 'active')
  for (const { isPlain, request } of app.running) {
    const state = wishes[wishIndexOf(request.url)]
    if (isPlain || state === undefined) continue
    const isWanted = active.some((handle) => handle.state === state && !handle.isPaused)
    violations.check(
      isWanted,
      'nothing runs for nobody',
      () =>
        `a transfer of download ${state.wish.index} runs, which is ${app.handles
          .filter((handle) => handle.state === state)
          .map(({ download }) => download.state)
          .join(', ')}`,
    )
  }
  for (const [index, { concurrency = 6 }] of plan.configs.entries()) {
    const ids = new Set(
      active.filter(({ state }) => state.wish.downloader === index).map(({ download }) => download.id),
    )
    violations.check(
      ids.size <= concurrency,
      'limits',
      () => `${ids.size} downloads at a time, of ${concurrency}`,
    )
  }
}
