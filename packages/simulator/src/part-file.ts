import type { Disk } from './disk.js'
import type { PathScheme } from './path-scheme.js'
import type { StorageQuota } from './storage-quota.js'

/** A file that is being downloaded, out of sight of the app until it is published. */
export interface PartFile {
  /** Throws where the file would become too large for its target. */
  append(data: Uint8Array): void
  /** Becomes the file at its target, whatever was there, or else a temporary file. Returns its path. */
  publish(extension: string): string
  discard(): void
}

/** What a part file needs of its file system. */
export interface PartFileHome {
  readonly disk: Disk
  readonly scheme: PathScheme
  readonly quota: StorageQuota
  newName(area: string, extension: string): string
  targetAt(path: string): { readonly diskPath: string; readonly size: number }
}

export function createPartFile(
  { disk, scheme, quota, newName, targetAt }: PartFileHome,
  target: string | undefined,
  limits: 'obeyed' | 'ignored',
): PartFile {
  const diskPath = `part/${newName('part', '')}`
  let size = 0
  disk.write(diskPath, new Uint8Array(0))
  return {
    append: (data) => {
      if (target !== undefined && limits === 'obeyed') {
        quota.check(target, targetAt(target).size, size + data.length)
      }
      disk.append(diskPath, data)
      size += data.length
    },
    publish: (extension) => {
      if (target === undefined) {
        const name = newName('temporary', extension)
        disk.rename(diskPath, `temporary/${name}`)
        return scheme.temporaryPrefix + name
      }
      const place = targetAt(target)
      const move = () => disk.rename(diskPath, place.diskPath)
      if (limits === 'obeyed') {
        quota.change(target, place.size, size, move)
      } else {
        quota.count(place.size, size, move)
      }
      return target
    },
    discard: () => {
      if (disk.stat(diskPath) !== undefined) disk.unlink(diskPath)
    },
  }
}
