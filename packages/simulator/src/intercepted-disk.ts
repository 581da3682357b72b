import type { Disk } from './disk.js'
import { hostPath, type PathScheme } from './path-scheme.js'
import { createProblem, type Problem } from './problem.js'

/** One change of a disk that is asked for. */
export interface DiskChange {
  readonly operation: 'write' | 'append' | 'rename' | 'unlink' | 'mkdir' | 'rmdir'
  /** As the disk knows it, `user/a.png`; of a rename, the old one. */
  readonly path: string
  /** The files and folders that it builds on; some may not be there, and need not be. */
  readonly needs: readonly string[]
}

/** A disk each change of which goes through `intercept`, which makes it, or does not. */
export function createInterceptedDisk(
  disk: Disk,
  intercept: (change: DiskChange, make: () => void) => void,
): Disk {
  const inPlace = (operation: DiskChange['operation'], path: string, make: () => void) =>
    intercept({ operation, path, needs: [path, folderOf(path)] }, make)
  return {
    stat: (path) => disk.stat(path),
    read: (path, offset, length) => disk.read(path, offset, length),
    readdir: (path) => disk.readdir(path),
    write: (path, data) =>
      intercept({ operation: 'write', path, needs: [folderOf(path)] }, () => disk.write(path, data)),
    append: (path, data) => inPlace('append', path, () => disk.append(path, data)),
    rename: (from, to) =>
      intercept({ operation: 'rename', path: from, needs: [from, folderOf(to)] }, () =>
        disk.rename(from, to),
      ),
    unlink: (path) => inPlace('unlink', path, () => disk.unlink(path)),
    mkdir: (path) => {
      if (disk.stat(path) === undefined) inPlace('mkdir', path, () => disk.mkdir(path))
    },
    rmdir: (path) => inPlace('rmdir', path, () => disk.rmdir(path)),
  }
}

function folderOf(path: string): string {
  return path.replace(/\/?[^/]*$/, '')
}

/**
 * The disk as one run of an app has it. In a test the code of a killed app may still run, and must not write into the
 * files of the next run. What was removed in the midst of a change is named as the host names it.
 */
export function createAppDisk(disk: Disk, scheme: PathScheme, isAlive: () => boolean): Disk {
  return createInterceptedDisk(disk, ({ operation, path }, make) => {
    if (!isAlive()) throw new Error(`${operation} of ${path} after the app was killed`)
    try {
      make()
    } catch (thrown) {
      const { kind, path: lost = '' } = thrown as Partial<Problem>
      if (kind !== 'missing') throw thrown
      throw createProblem('missing', { path: hostPath(scheme, lost) ?? lost })
    }
  })
}

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
