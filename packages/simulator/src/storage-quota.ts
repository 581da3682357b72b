import type { Disk } from './disk.js'
import { createProblem } from './problem.js'

export interface StorageLimits {
  /** Bytes of one user or saved file. */
  readonly fileBytes: number
  /** Bytes of all user and saved files. */
  readonly totalBytes: number
}

export type StorageQuota = ReturnType<typeof createStorageQuota>

/**
 * Counts what user and saved files take.
 *
 * @param limits - asked each time, since they may change
 */
export function createStorageQuota(disk: Disk, limits: () => StorageLimits) {
  let used = 0
  let isKnown = false
  let recounts = 0
  let fullAt = Number.POSITIVE_INFINITY
  const usedNow = () => {
    if (!isKnown) used = usedBytes(disk, 'user') + usedBytes(disk, 'saved')
    isKnown = true
    return used
  }
  /** Throws where a file may not become this large. */
  const check = (path: string, before: number, after: number) => {
    if (after <= before) return
    const { fileBytes, totalBytes } = limits()
    if (after > fileBytes) throw createProblem('file-too-large', { path })
    if (usedNow() - before + after > Math.min(totalBytes, fullAt)) throw createProblem('quota', { path })
  }
  /** Makes a change, and counts it unless it throws. */
  const count = (before: number, after: number, make: () => void) => {
    const recountsBefore = recounts
    make()
    used += after - before
    if (recounts !== recountsBefore) isKnown = false
  }
  return {
    check,
    count,
    /** Checks, then counts. */
    change: (path: string, before: number, after: number, make: () => void) => {
      check(path, before, after)
      count(before, after, make)
    },
    setFreeBytes: (bytes: number) => {
      fullAt = usedNow() + bytes
    },
    /** Files went that nobody here has removed, perhaps in the midst of a change. */
    recount: () => {
      isKnown = false
      recounts++
    },
  }
}

function usedBytes(disk: Disk, path: string): number {
  return disk.readdir(path).reduce((sum, name) => {
    const stat = disk.stat(`${path}/${name}`)
    return sum + (stat?.isDirectory ? usedBytes(disk, `${path}/${name}`) : (stat?.size ?? 0))
  }, 0)
}
