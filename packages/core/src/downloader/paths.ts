import type { Platform } from '../platform.js'
import type { Job } from './job.js'

/** What all downloaders of a host have in common about paths, by the id of a job: two of them must not write to one file. */
export interface HostPaths {
  /** The unfinished job that writes to a path. */
  readonly owners: Map<string, Job>
  /** Paths that the app has asked for in this run: what an earlier one left of them is taken up, or gone. */
  readonly reserved: Set<string>
  /** The ids of those whose files this run has put into folders, by their paths. */
  readonly placed: Map<string, string>
  /** A mutex for each path: does something after all that was to be done there before. */
  exclusive<Value>(id: string, work: () => Promise<Value>): Promise<Value>
}

/** Makes something once for each host, whichever of its platforms asks for it. */
export function ofHost<Value>(create: (platform: Platform) => Value): (platform: Platform) => Value {
  const known = new WeakMap<Platform['slots'], Value>()
  return (platform) => {
    const value = known.get(platform.slots) || create(platform)
    known.set(platform.slots, value)
    return value
  }
}

export const hostPaths: (platform: Platform) => HostPaths = /* @__PURE__ */ ofHost(() => {
  const last = new Map<string, Promise<unknown>>()
  return {
    owners: new Map(),
    reserved: new Set(),
    placed: new Map(),
    exclusive(id, work) {
      const before = last.get(id) || Promise.resolve()
      const done = before.then(work, work)
      last.set(id, done)
      const leave = (): void => {
        if (last.get(id) === done) last.delete(id)
      }
      done.then(leave, leave)
      return done
    },
  }
})

/**
 * A short name for a path, the same in every run of the app: two 32-bit hashes (FNV-1a) of it, forwards and backwards. Nothing of the
 * path is in it, so it is a valid file name. Who reads a file of this name still compares the path.
 */
export function pathId(path: string): string {
  const characters = [...path]
  return hash(characters) + hash(characters.reverse())
}

function hash(characters: readonly string[]): string {
  let value = 0x811c9dc5
  for (const character of characters) {
    value = Math.imul(value ^ (character.codePointAt(0) || 0), 0x01000193)
  }
  return (value >>> 0).toString(36)
}
