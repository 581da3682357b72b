import { Buffer } from 'node:buffer'
import { vi } from 'vitest'
import { type CacheScene, indexPath, urlOf } from './cache-scene.js'

/** What has been promised so far in a life of a cache, and has to hold after a kill. */
export interface Promised {
  /** Pins that have resolved. */
  readonly pinned: Set<string>
  /** Removals that have resolved, of what has not been asked for again. */
  readonly removed: Set<string>
}

const lifeNames = [...'abcdefgh']

/** Bytes: five files of the eight. */
export const lifeBudget = 5500

/**
 * A life of a cache, always the same: files come, are used, confirmed, replaced, pinned, evicted, removed; the disk is full, and the index is
 * lost. What holds from then on is noted in `promised`.
 */
export async function live(scene: CacheScene, { pinned, removed }: Promised): Promise<void> {
  const { server } = scene
  let { phone } = scene
  const pass = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds)
    // Killed meanwhile: what comes now is another life.
    if (scene.phone !== phone) await new Promise(() => undefined)
  }
  const fetch = async (name: string): Promise<void> => {
    removed.delete(name)
    await scene.fetch(name)
  }
  const pin = async (name: string): Promise<void> => {
    if (await scene.cache.pin(urlOf(name))) pinned.add(name)
  }
  for (const name of 'abcd') await fetch(name)
  // Used, which is written a second later.
  await fetch('a')
  await pass(1500)
  await pin('b')
  await pass(60_000)
  // Confirmed by a 304, both of them.
  await fetch('a')
  await fetch('b')
  // Replaced by new versions, a pinned one too.
  for (const name of 'bc') server.change(name)
  await pass(60_000)
  await fetch('c')
  await fetch('b')
  // Others have to go for these.
  for (const name of 'efgh') await fetch(name)
  await pin('h')
  pinned.delete('b')
  await scene.cache.unpin(urlOf('b'))
  removedSoon(['g'], pinned)
  await scene.cache.delete(urlOf('g'))
  removed.add('g')
  // The app begins again, over an index that was damaged, and has to be written anew.
  const { disk } = scene.phone
  disk.write(indexPath, Buffer.concat([disk.read(indexPath), Buffer.from('\nrubbish')]))
  scene.restart()
  phone = scene.phone
  await fetch('e')
  // The user clears away what is small: nothing is known then until it is written anew.
  removedSoon(lifeNames, pinned)
  scene.phone.host.simulate.removeFiles((path) => /index\.jsonl~?$/.test(path))
  await fetch('a')
  pinned.add('h')
  await pin('a')
  scene.phone.host.simulate.fillDisk(0)
  await fetch('d')
  scene.phone.host.simulate.fillDisk(Number.POSITIVE_INFINITY)
  await scene.cache.resize(3500)
  await fetch('e')
  removedSoon(lifeNames, pinned)
  await scene.cache.clear()
  for (const name of lifeNames) removed.add(name)
  await fetch('f')
  await pin('f')
}

/** From the call on nothing is promised of these. */
function removedSoon(names: readonly string[], pinned: Set<string>): void {
  for (const name of names) pinned.delete(name)
}
