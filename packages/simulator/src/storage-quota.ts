import type { Disk } from './disk.js'
import { createProblem } from './problem.js'

export interface StorageLimits {
  /** Bytes of one user or saved file. */
  readonly fileBytes: number
  /** Bytes of all user and saved files. */
  readonly totalBytes: number
}

/** Counts what user and saved files take. */
export interface StorageQuota {
  /** Throws where a file may not become this large. */
  check(path: string, sizeBefore: number, sizeAfter: number): void
  /** The same; then makes the change, and counts it unless it throws. */
  change(path: string, sizeBefore: number, sizeAfter: number, make: () => void): void
  release(bytes: number): void
  setFreeBytes(bytes: number): void
}

export function createStorageQuota(disk: Disk, { fileBytes, totalBytes }: StorageLimits): StorageQuota {
  let used = usedBytes(disk, 'user') + usedBytes(disk, 'saved')
  let total = totalBytes
  const check = (path: string, before: number, after: number) => {
    if (after <= before) return
    if (after > fileBytes) throw createProblem('file-too-large', { path })
    if (used - before + after > total) throw createProblem('quota', { path })
  }
  return {
    check,
    change: (path, before, after, make) => {
      check(path, before, after)
      make()
      used += after - before
    },
    release: (bytes) => {
      used -= bytes
    },
    setFreeBytes: (bytes) => {
      total = Math.min(totalBytes, used + bytes)
    },
  }
}

function usedBytes(disk: Disk, path: string): number {
  return disk.readdir(path).reduce((sum, name) => {
    const stat = disk.stat(`${path}/${name}`)
    return sum + (stat?.isDirectory ? usedBytes(disk, `${path}/${name}`) : (stat?.size ?? 0))
  }, 0)
}
