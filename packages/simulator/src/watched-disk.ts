import type { Disk } from './disk.js'
import { createInterceptedDisk, type DiskChange } from './intercepted-disk.js'
import { createProblem } from './problem.js'

/** One change that is about to be made to a disk. */
export interface DiskStep extends Pick<DiskChange, 'operation' | 'path'> {
  /** From 0, over the life of the watched disk, which may see several runs of an app. */
  readonly index: number
}

/** What each watched disk watches. */
const watchedBy = new WeakMap<Disk, Disk>()

/**
 * A disk that tells what is about to change. Where `beforeStep` throws, the change is not made and the error goes on: that
 * is how a test kills an app, or breaks its disk, before any step. What `beforeStep` itself brings about on the disk, as
 * `kill()` does when it throws away the files of running downloads, or `removeFiles()`, is no step of the app: it is made,
 * and not told. Where it removes what the change builds on, the change fails as if that had not been there.
 *
 * @example
 * ```ts
 * const disk = createWatchedDisk(createMemoryDisk(), ({ index }) => {
 *   if (index !== 7) return
 *   next = wx.simulate.kill()
 *   throw new Error('killed')
 * })
 * ```
 */
export function createWatchedDisk(disk: Disk, beforeStep: (step: DiskStep) => void): Disk {
  let count = 0
  let isTelling = false
  const isThere = (path: string) => disk.stat(path) !== undefined
  const watched = createInterceptedDisk(disk, ({ operation, path, needs }, make) => {
    if (isTelling) {
      make()
      return
    }
    const found = needs.filter(isThere)
    isTelling = true
    try {
      beforeStep({ index: count++, operation, path })
    } finally {
      isTelling = false
    }
    const lost = found.find((need) => !isThere(need))
    if (lost !== undefined) throw createProblem('missing', { path: lost })
    make()
  })
  watchedBy.set(watched, disk)
  return watched
}

/** The same bytes, where changes are told to nobody. */
export function unwatchedDisk(disk: Disk): Disk {
  const below = watchedBy.get(disk)
  return below === undefined ? disk : unwatchedDisk(below)
}
