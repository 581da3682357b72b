import type { Disk } from './disk.js'
import type { PathScheme } from './path-scheme.js'
import type { StorageQuota } from './storage-quota.js'

/** What a part file needs of its file system. */
interface PartFileHome {
  readonly disk: Disk
  readonly scheme: PathScheme
  readonly quota: StorageQuota
  newName(area: string, extension: string): string
  targetAt(path: string): { readonly diskPath: string; readonly size: number; readonly exists: boolean }
  /** Throws where a name is too long. */
  checkName(name: string, path: string): void
}

/** Where a part file will be. */
export interface PartFilePlace {
  /** Without it the file is temporary. */
  readonly target: string | undefined
  /** What becomes of a file that is at the target. */
  readonly existing: 'replace' | 'rename'
  /** Of the temporary file, instead of one of its own with an extension; what has it already is replaced. */
  readonly name: string | undefined
}

/** A file that is being downloaded, out of sight of the app until it is published. */
export function createPartFile(
  { disk, scheme, quota, newName, targetAt, checkName }: PartFileHome,
  { target, existing, name: givenName }: PartFilePlace,
) {
  const diskPath = `part/${newName('part', '')}`
  let size = 0
  disk.write(diskPath, new Uint8Array(0))
  /** `a.bin`, or where that is taken `a(1).bin`, `a(2).bin`, … */
  const freePath = (path: string): string => {
    const [, stem = path, extension = ''] = /^(.*?)(\.[^./]*)?$/.exec(path) ?? []
    let free = path
    for (let count = 1; targetAt(free).exists; count++) free = `${stem}(${count})${extension}`
    return free
  }
  return {
    /** Throws where the file would become too large for its target. */
    append: (data: Uint8Array) => {
      if (target !== undefined) quota.check(target, targetAt(target).size, size + data.length)
      disk.append(diskPath, data)
      size += data.length
    },
    /** Becomes the file at its target, or else a temporary file. Returns its path. */
    publish: (extension: string): string => {
      if (target === undefined) {
        const name = givenName ?? newName('temporary', extension)
        checkName(name, scheme.temporaryPrefix + name)
        disk.rename(diskPath, `temporary/${name}`)
        return scheme.temporaryPrefix + name
      }
      const path = existing === 'rename' ? freePath(target) : target
      const place = targetAt(path)
      quota.change(path, place.size, size, () => disk.rename(diskPath, place.diskPath))
      return path
    },
    discard: () => {
      if (disk.stat(diskPath) !== undefined) disk.unlink(diskPath)
    },
  }
}
