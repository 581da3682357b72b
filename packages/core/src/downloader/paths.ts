import type { TransferSlots } from '../platform.js'
import type { Job } from './job.js'

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

/** What all downloaders of a host have in common, by the id of a job. */
export interface PathOwners {
  /** The unfinished job that writes to a path. */
  readonly jobs: Map<string, Job>
  /** Paths that the app has asked for in this run: what an earlier one left of them is taken up, or gone. */
  readonly taken: Set<string>
  /** What is still being done there: what comes next begins after it. */
  readonly works: Map<string, Promise<unknown>>
}

const ownersOfHosts = /* @__PURE__ */ new WeakMap<TransferSlots, PathOwners>()

/** Two downloaders of one host must not write to one file. */
export function pathOwners(slots: TransferSlots): PathOwners {
  const owners = ownersOfHosts.get(slots) || { jobs: new Map(), taken: new Set(), works: new Map() }
  ownersOfHosts.set(slots, owners)
  return owners
}

/** Does something for an id after all that was to be done for it before. */
export function inTurn<Value>(
  works: PathOwners['works'],
  id: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const before = works.get(id) || Promise.resolve()
  const done = before.then(work, work)
  works.set(id, done)
  const leave = (): void => {
    if (works.get(id) === done) works.delete(id)
  }
  done.then(leave, leave)
  return done
}
