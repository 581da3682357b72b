import type { WorldState } from '../run/world-state.js'
import type { WishState } from './wish-state.js'

/** Whether a file is larger than the host stores: nobody can help it. */
export function isTooLarge(world: WorldState, { wish, resource }: WishState): boolean {
  return wish.filePath !== undefined && isTooLargeFor(world, resource.index)
}

/** Whether the file that the server has now is larger than what may be at a path. */
export function isTooLargeFor({ plan, server }: WorldState, resource: number): boolean {
  const version = server.versionsOf(resource).at(-1)?.number ?? 0
  const { sizes = [] } = plan.resources[resource] ?? {}
  const size = sizes[Math.min(version, sizes.length - 1)] ?? 0
  return size > plan.phone.fileBytes
}
