import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Disk } from './disk.js'

/**
 * A disk in a folder of this computer: large files cost no memory, and outlive the process.
 *
 * @param directory - created if need be; keep it to the simulator, since a host clears its temporary files
 */
export function createFolderDisk(directory: string): Disk {
  mkdirSync(directory, { recursive: true })
  const at = (path: string) => join(directory, path)
  return {
    stat: (path) => {
      const stats = statSync(at(path), { throwIfNoEntry: false })
      if (stats === undefined) return undefined
      const isDirectory = stats.isDirectory()
      return {
        isDirectory,
        size: isDirectory ? 0 : stats.size,
        accessedTime: stats.atimeMs,
        modifiedTime: stats.mtimeMs,
      }
    },
    read: (path, offset = 0, length = Number.POSITIVE_INFINITY) => {
      const file = openSync(at(path), 'r')
      try {
        const rest = Math.max(0, statSync(at(path)).size - offset)
        const data = new Uint8Array(Math.min(length, rest))
        return data.subarray(0, readSync(file, data, 0, data.length, offset))
      } finally {
        closeSync(file)
      }
    },
    write: (path, data) => writeFileSync(at(path), data),
    append: (path, data) => appendFileSync(at(path), data),
    rename: (from, to) => renameSync(at(from), at(to)),
    unlink: (path) => unlinkSync(at(path)),
    mkdir: (path) => {
      mkdirSync(at(path), { recursive: true })
    },
    rmdir: (path) => rmdirSync(at(path)),
    readdir: (path) => readdirSync(at(path)).sort(),
  }
}
