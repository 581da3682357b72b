import type { Disk } from './disk.js'
import { hostPath, type PathScheme } from './path-scheme.js'

/**
 * Removes what an app may lose behind its back: user, saved and temporary files, and folders of the user area with all
 * that is in them. Returns the paths that went, as the host writes them, what is in a folder before the folder.
 */
export function removeFiles(disk: Disk, scheme: PathScheme, isRemoved: (path: string) => boolean): string[] {
  const removed: string[] = []
  const removeFrom = (folder: string, isRemovedWhole: boolean) => {
    for (const name of disk.readdir(folder)) {
      const diskPath = `${folder}/${name}`
      const path = hostPath(scheme, diskPath) ?? diskPath
      const goes = isRemovedWhole || isRemoved(path)
      const isFolder = disk.stat(diskPath)?.isDirectory === true
      if (isFolder) removeFrom(diskPath, goes)
      if (!goes) continue
      if (isFolder) disk.rmdir(diskPath)
      else disk.unlink(diskPath)
      removed.push(path)
    }
  }
  for (const area of ['user', 'saved', 'temporary']) removeFrom(area, false)
  return removed
}
