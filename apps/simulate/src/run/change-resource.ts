import { isResumable } from '../server/resource.js'
import type { WorldState } from './world-state.js'

/** The server has another version of a file: mostly a new one, sometimes the one before; of what is busy one more within the second. */
export function changeResource(world: WorldState, index: number): void {
  const { plan, timers } = world
  const random = world.random(`version ${world.clock.now} ${world.server.versionsOf(index).length}`)
  change(world, index, random.chance(0.7) ? 'new' : 'before')
  if (!plan.resources[index]?.isBusy) return
  timers.setTimeout(() => change(world, index, 'new'), random.integer(0, 900))
}

/** What is busy changes within the second in which the world begins. */
export function changeBusyResources(world: WorldState): void {
  const random = world.random('busy')
  for (const { isBusy, index } of world.plan.resources) {
    if (isBusy) world.timers.setTimeout(() => change(world, index, 'new'), random.integer(20, 950))
  }
}

function change(world: WorldState, index: number, which: 'new' | 'before'): void {
  // Faults have stopped, and so has the server.
  if (world.isCalm) return
  world.server.change(index, which)
  world.say(
    'server',
    () => `has another version of ${index}: ${world.server.versionsOf(index).at(-1)?.number}`,
  )
  for (const state of world.wishes) {
    if (state.wish.resource !== index) continue
    world.void(state)
    // What a server does properly is no reason to fail, unless the app expects the old version.
    if (state.wish.checksum !== undefined || !isResumable(state.resource)) world.excuse(['integrity'], state)
  }
}
