import type { Disk } from '@miniferry/download-simulator'

/** What changes a disk; the data of a write comes last. */
const operations = ['write', 'append', 'rename', 'unlink', 'mkdir', 'rmdir'] as const

export type DiskOperation = (typeof operations)[number]

export interface DiskObserver {
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
export function createObservedDisk(disk: Disk, { before, after }: DiskObserver): Disk {
  let isAsking = false
  const ask = (path: string, operation: DiskOperation): number | undefined => {
    if (isAsking) return undefined
    isAsking = true
    try {
      return before(path, operation)
    } finally {
      isAsking = false
    }
  }
  const observe =
    (operation: DiskOperation) =>
    (path: string, ...rest: readonly unknown[]): void => {
      if (operation === 'mkdir' && disk.stat(path) !== undefined) return
      const share = ask(path, operation)
      const make = disk[operation] as (...parameters: readonly unknown[]) => void
      const data = rest.at(-1)
      if (share === undefined) make(path, ...rest)
      else if (data instanceof Uint8Array) {
        make(path, ...rest.slice(0, -1), data.subarray(0, Math.floor(data.length * share)))
      }
      after(path, operation)
      if (operation === 'rename') after(String(rest[0]), operation)
      if (share !== undefined) throw new Error('Input/output error')
    }
  return { ...disk, ...Object.fromEntries(operations.map((operation) => [operation, observe(operation)])) }
}

/** The bytes at a path on the disk; `undefined` where there is no file. */
export function fileAt(disk: Disk, path: string): Uint8Array | undefined {
  return disk.stat(path) && disk.read(path)
}

/** Every file below a folder, by its path on the disk. */
export function filesBelow(disk: Disk, folder: string): string[] {
  return disk.readdir(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return disk.stat(path)?.isDirectory ? filesBelow(disk, path) : [path]
  })
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.replace(/^.*\//, '')
}
