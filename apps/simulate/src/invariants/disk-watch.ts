import type { WishState } from '../app/wish-state.js'
import type { DiskOperation } from '../host/noticing-disk.js'
import type { WorldState } from '../run/world-state.js'
import type { ResourcePlan } from '../server/resource.js'
import { isSame } from '../server/web-server.js'
import { plainResourceAt } from './check-plain.js'

/** Looks at each change of the disk when it is made, since the app may be killed right after it. */
export interface DiskInvariants {
  changed(path: string, operation: DiskOperation): void
  /** Whether a path, as the disk knows it, is one that the library may write to. */
  isOurs(path: string): boolean
}

export const oldContent: Uint8Array = Buffer.from('the old file')

export function createDiskInvariants(world: WorldState): DiskInvariants {
  const { wishes, disk, violations, server, plan } = world
  /** Who wants a file there. */
  const targets = new Map<string, WishState[]>()
  for (const state of wishes) {
    const path = `user/${state.wish.filePath}`
    if (state.wish.filePath !== undefined) targets.set(path, [...(targets.get(path) ?? []), state])
  }
  /** Where nothing is an allowed state: nothing was there before, or it was lost. */
  const mayMiss = new Set([...targets.keys()].filter((path) => disk.stat(path) === undefined))
  const { platform, knobs } = plan.phone
  const { renameExisting = platform === 'alipay' ? 'refuse' : 'replace' } = knobs
  const folders = plan.configs.map(({ directory = 'miniferry' }) => `user/${directory}/`)

  const isOurs = (path: string): boolean => {
    if (targets.has(path) || plainResourceAt(world, path) !== undefined) return true
    const folder = folders.find((start) => path.startsWith(start))
    if (folder === undefined) return false
    const name = path.slice(folder.length)
    return /^moved-\d+~?$|^downloads\/([\da-z]+\.part~?|discarded-\d+|miniferry-downloads\.jsonl~{0,2})$|^cache\/miniferry-(index\.jsonl~{0,2}|[\da-z]+-[\da-z]+(\.\w+)?)$/.test(
      name,
    )
  }

  /** What `downloadFile` by itself puts at a path is whole as well, unless the host leaves there what it got of it. */
  const checkPlainFile = (path: string, resource: ResourcePlan): void => {
    if (disk.stat(path) === undefined || knobs.partialFile === 'kept') return
    const isWhole = server.versionOf(resource, '', disk.read(path), Number.NEGATIVE_INFINITY) !== undefined
    violations.check(isWhole, 'whole files', `${path} is no version`)
  }

  return {
    isOurs,
    changed(path, operation) {
      if (operation === 'mkdir') return
      if (!/^(user|saved|storage)\//.test(path)) return
      violations.check(world.isTampering || isOurs(path), 'no other file is touched', `${operation} ${path}`)
      const plain = plan.resources[plainResourceAt(world, path) ?? -1]
      if (plain !== undefined) checkPlainFile(path, plain)
      const states = targets.get(path)
      if (states === undefined) return
      if (disk.stat(path) === undefined) {
        if (world.isTampering) mayMiss.add(path)
        // Where the host refuses to replace a file, it has to go first.
        const mayGo = mayMiss.has(path) || renameExisting === 'refuse'
        violations.check(mayGo, 'whole files', `${path} is gone`)
        return
      }
      mayMiss.delete(path)
      const data = disk.read(path)
      const isVersion = ({ resource, user }: WishState): boolean =>
        server.versionOf(resource, user, data, Number.NEGATIVE_INFINITY) !== undefined
      const isWhole = isSame(data, oldContent) || states.some(isVersion)
      violations.check(isWhole, 'whole files', () => `${path} has ${data.length} bytes that are no version`)
    },
  }
}
