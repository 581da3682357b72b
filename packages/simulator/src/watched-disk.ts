import type { Disk } from './disk.js'

/** One change that is about to be made to a disk. */
export interface DiskStep {
  /** From 0, over the life of the watched disk, which may see several runs of an app. */
  readonly index: number
  readonly operation: 'write' | 'append' | 'writeAt' | 'truncate' | 'rename' | 'unlink' | 'mkdir' | 'rmdir'
  /** As the disk knows it, `user/a.png`; of a rename, the old one. */
  readonly path: string
}

/**
 * A disk that tells what is about to change. Where `beforeStep` throws, the change is not made and the error goes on: that
 * is how a test kills an app, or breaks its disk, before any step. What `beforeStep` itself brings about on the disk, as
 * `kill()` does when it throws away the files of running downloads, is no step of the app: it is made, and not told.
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
  const tell = (operation: DiskStep['operation'], path: string) => {
    if (isTelling) return
    isTelling = true
    try {
      beforeStep({ index: count++, operation, path })
    } finally {
      isTelling = false
    }
  }
  return {
    stat: (path) => disk.stat(path),
    read: (path, offset, length) => disk.read(path, offset, length),
    readdir: (path) => disk.readdir(path),
    write: (path, data) => {
      tell('write', path)
      disk.write(path, data)
    },
    append: (path, data) => {
      tell('append', path)
      disk.append(path, data)
    },
    writeAt: (path, offset, data) => {
      tell('writeAt', path)
      disk.writeAt(path, offset, data)
    },
    truncate: (path, length) => {
      tell('truncate', path)
      disk.truncate(path, length)
    },
    rename: (from, to) => {
      tell('rename', from)
      disk.rename(from, to)
    },
    unlink: (path) => {
      tell('unlink', path)
      disk.unlink(path)
    },
    mkdir: (path) => {
      if (disk.stat(path) === undefined) tell('mkdir', path)
      disk.mkdir(path)
    },
    rmdir: (path) => {
      tell('rmdir', path)
      disk.rmdir(path)
    },
  }
}
