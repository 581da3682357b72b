import type { Disk, DiskStat } from './disk.js'

interface MemoryFile {
  /** Longer than the file, to make room for appends. */
  buffer: Uint8Array
  size: number
  accessedTime: number
  modifiedTime: number
}

/** A disk that is gone with the process. */
export function createMemoryDisk(): Disk {
  const files = new Map<string, MemoryFile>()
  const folders = new Map<string, number>()

  const fileAt = (path: string): MemoryFile => {
    const file = files.get(path)
    if (file === undefined) throw new Error(`no file at ${path}`)
    return file
  }
  const open = (path: string): MemoryFile => {
    const now = Date.now()
    const file = files.get(path) ?? {
      buffer: new Uint8Array(0),
      size: 0,
      accessedTime: now,
      modifiedTime: now,
    }
    files.set(path, file)
    file.modifiedTime = now
    return file
  }
  const grow = (file: MemoryFile, size: number) => {
    if (size > file.buffer.length) {
      const larger = new Uint8Array(Math.max(size, file.buffer.length * 2))
      larger.set(file.buffer.subarray(0, file.size))
      file.buffer = larger
    }
    file.size = Math.max(file.size, size)
  }
  const writeAt = (path: string, offset: number, data: Uint8Array) => {
    const file = open(path)
    grow(file, offset + data.length)
    file.buffer.set(data, offset)
  }

  return {
    stat: (path): DiskStat | undefined => {
      const file = files.get(path)
      if (file !== undefined) {
        const { size, accessedTime, modifiedTime } = file
        return { isDirectory: false, size, accessedTime, modifiedTime }
      }
      const made = folders.get(path)
      return made === undefined
        ? undefined
        : { isDirectory: true, size: 0, accessedTime: made, modifiedTime: made }
    },
    read: (path, offset = 0, length = Number.POSITIVE_INFINITY) => {
      const file = fileAt(path)
      file.accessedTime = Date.now()
      return file.buffer.slice(offset, Math.min(file.size, offset + length))
    },
    write: (path, data) => {
      const file = open(path)
      file.buffer = data.slice()
      file.size = data.length
    },
    append: (path, data) => writeAt(path, files.get(path)?.size ?? 0, data),
    writeAt,
    truncate: (path, length) => {
      const file = open(path)
      grow(file, length)
      file.buffer.fill(0, length, file.size)
      file.size = length
    },
    rename: (from, to) => {
      const file = files.get(from)
      if (file !== undefined) {
        files.delete(from)
        files.set(to, file)
        return
      }
      for (const map of [files, folders] as Map<string, unknown>[]) {
        for (const [path, entry] of [...map]) {
          if (path !== from && !path.startsWith(`${from}/`)) continue
          map.delete(path)
          map.set(to + path.slice(from.length), entry)
        }
      }
    },
    unlink: (path) => {
      fileAt(path)
      files.delete(path)
    },
    mkdir: (path) => {
      const parts = path.split('/')
      for (let count = 1; count <= parts.length; count++) {
        const folder = parts.slice(0, count).join('/')
        if (!folders.has(folder)) folders.set(folder, Date.now())
      }
    },
    rmdir: (path) => {
      folders.delete(path)
    },
    readdir: (path) => {
      const names = new Set<string>()
      for (const known of [...files.keys(), ...folders.keys()]) {
        if (known.startsWith(`${path}/`)) names.add(known.slice(path.length + 1).split('/')[0] ?? '')
      }
      return [...names].sort()
    },
  }
}
