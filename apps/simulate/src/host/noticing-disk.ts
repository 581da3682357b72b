import type { Disk } from '@miniferry/download-simulator'

export type DiskOperation = 'write' | 'append' | 'rename' | 'unlink' | 'mkdir' | 'rmdir'

/** Who watches a disk. */
export interface DiskWatch {
  /**
   * Before a change: `undefined` lets it be made. Else it is made up to this share of its bytes, where it has any, and then fails: a kill, or a
   * breakdown, comes in the midst of a write as well.
   */
  before(path: string, operation: DiskOperation): number | undefined
  /** After a change, also one that was made in part. Of a rename, both paths are told. */
  after(path: string, operation: DiskOperation): void
}

/**
 * A disk that tells each change, whoever makes it. What `before` itself brings about on the disk, as a kill does when it throws away the files of
 * running downloads, is made and not asked about.
 */
export function createNoticingDisk(disk: Disk, watch: DiskWatch): Disk {
  let isAsking = false

  const change = (
    operation: DiskOperation,
    paths: readonly [string, ...string[]],
    make: (share: number) => void,
  ): void => {
    let share: number | undefined
    if (!isAsking) {
      isAsking = true
      try {
        share = watch.before(paths[0], operation)
      } finally {
        isAsking = false
      }
    }
    make(share ?? 1)
    for (const path of paths) watch.after(path, operation)
    if (share !== undefined) throw new Error('Input/output error')
  }
  /** Of a change that is made wholly or not at all. */
  const whole =
    (make: () => void) =>
    (share: number): void => {
      if (share === 1) make()
    }
  const beginning = (data: Uint8Array, share: number): Uint8Array =>
    data.subarray(0, Math.floor(data.length * share))

  return {
    stat: disk.stat,
    read: disk.read,
    readdir: disk.readdir,
    write: (path, data) => change('write', [path], (share) => disk.write(path, beginning(data, share))),
    append: (path, data) => change('append', [path], (share) => disk.append(path, beginning(data, share))),
    rename: (from, to) =>
      change(
        'rename',
        [from, to],
        whole(() => disk.rename(from, to)),
      ),
    unlink: (path) =>
      change(
        'unlink',
        [path],
        whole(() => disk.unlink(path)),
      ),
    mkdir(path) {
      if (disk.stat(path) === undefined)
        change(
          'mkdir',
          [path],
          whole(() => disk.mkdir(path)),
        )
    },
    rmdir: (path) =>
      change(
        'rmdir',
        [path],
        whole(() => disk.rmdir(path)),
      ),
  }
}

/** Every file below a folder, by its path on the disk. */
export function filesBelow(disk: Disk, folder: string): string[] {
  return disk.readdir(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return disk.stat(path)?.isDirectory ? filesBelow(disk, path) : [path]
  })
}
