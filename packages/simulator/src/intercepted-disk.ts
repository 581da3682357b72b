import type { Disk } from './disk.js'

/** One change of a disk that is asked for. */
export interface DiskChange {
  readonly operation: 'write' | 'append' | 'writeAt' | 'truncate' | 'rename' | 'unlink' | 'mkdir' | 'rmdir'
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
    writeAt: (path, offset, data) => inPlace('writeAt', path, () => disk.writeAt(path, offset, data)),
    truncate: (path, length) => inPlace('truncate', path, () => disk.truncate(path, length)),
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
