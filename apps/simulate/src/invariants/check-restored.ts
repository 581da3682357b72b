import type { App } from '../app/app.js'
import { isUnfinished } from '../app/follow-download.js'
import type { WishState } from '../app/wish-state.js'
import { filesBelow } from '../host/noticing-disk.js'
import type { WorldState } from '../run/world-state.js'

/**
 * The downloads that the next run has to find, whatever they were doing when the app was killed. Where file calls take their time, are not told of or
 * fail, or files have gone, the records may not be there; nor that of what was asked for in this very moment.
 */
export function unfinishedOf(world: WorldState, app: App): WishState[] {
  const { plan, clock, couldNotClear, lostAt } = world
  const { fileDelay, fileNews, loses, repeats } = plan.mischief
  if (fileDelay + fileNews + loses + repeats > 0 || couldNotClear || lostAt.size > 0) return []
  const waiting = app.handles.filter(
    (handle) => isUnfinished(handle) && !handle.isAborted && !handle.hadRival && handle.since < clock.now,
  )
  return waiting.map(({ state }) => state).filter(({ wish }) => wish.filePath !== undefined)
}

/** What was asked of an earlier run goes on, if this one restores it. */
export function checkRestored(world: WorldState, app: App, unfinished: readonly WishState[]): void {
  for (const state of unfinished) {
    const isThere = app.handles.some((handle) => handle.state === state) || isFinished(world, state)
    world.violations.check(
      isThere,
      'all that can finish finishes',
      `download ${state.wish.index} was not restored`,
    )
  }
}

/** Whether it ended in an earlier run, and nobody was left to hear of it. Its record is gone, so who asks again gets the file anew. */
export function hasEndedUnheard(world: WorldState, state: WishState): boolean {
  return isFinished(world, state) && !hasRecord(world, state)
}

function hasRecord({ disk }: WorldState, { wish }: WishState): boolean {
  const records = new Map<string, string>()
  const journals = filesBelow(disk, 'user').filter((path) => /\/downloads\/.*\.jsonl~?$/.test(path))
  // What was moved is older.
  for (const path of journals.sort().reverse()) {
    for (const line of Buffer.from(disk.read(path)).toString().split('\n')) {
      const [, id = '', record = ''] = /^(\w+)(?: (.*))?\t$/.exec(line) ?? []
      records.set(`${path.replace(/~$/, '')} ${id}`, record)
    }
  }
  return [...records.values()].some((record) => record.includes(`/${wish.filePath}"`))
}

/** It was, when the app was killed: only nobody was left to hear of it. */
function isFinished({ disk, server }: WorldState, { wish, resource, user, cycle }: WishState): boolean {
  const path = `user/${wish.filePath}`
  if (disk.stat(path) === undefined) return false
  return server.versionOf(resource, user, disk.read(path), cycle.since) !== undefined
}
