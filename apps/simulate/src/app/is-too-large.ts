import type { WorldState } from '../run/world-state.js'
import type { WishState } from './wish-state.js'

/** Whether a file is larger than the host stores: nobody can help it. */
export function isTooLarge({ plan, server }: WorldState, { wish, resource }: WishState): boolean {
  const version = server.versionsOf(resource.index).at(-1)?.number ?? 0
  const size = resource.sizes[Math.min(version, resource.sizes.length - 1)] ?? 0
  return wish.filePath !== undefined && size > plan.phone.fileBytes
}
