import type { Disk, DiskStat } from './disk.js'

/** A file or a folder. */
interface MemoryEntry extends DiskStat {
  /** Of a file; longer than it, to make room for appends. */
  buffer: Uint8Array
  /** Of a folder. */
  readonly entries: Map<string, MemoryEntry>
}

/**
 * A disk that is gone with the process. No operation takes longer because there are many files elsewhere.
 *
 * @param now - the time that its files are given: milliseconds since 1970
 */
export function createMemoryDisk(now: () => number = () => Date.now()): Disk {
  const createEntry = (isDirectory: boolean): MemoryEntry => {
    const [accessedTime, modifiedTime] = [now(), now()]
    return {
      isDirectory,
      size: 0,
      accessedTime,
      modifiedTime,
      buffer: new Uint8Array(0),
      entries: new Map(),
    }
  }
  const root = createEntry(true)
  const find = (path: string): MemoryEntry | undefined => {
    let found: MemoryEntry | undefined = root
    for (const name of path.split('/')) found = found?.entries.get(name)
    return found
  }
  const fileAt = (path: string): MemoryEntry => {
    const found = find(path)
    if (found === undefined || found.isDirectory) throw new Error(`no file at ${path}`)
    return found
  }
  /** Makes the folders on the way. */
  const placeOf = (path: string) => {
    const names = path.split('/')
    const name = names.pop() ?? ''
    let folder = root
    for (const part of names) {
      const next = folder.entries.get(part) ?? createEntry(true)
      if (!next.isDirectory) throw new Error(`a file on the way to ${path}`)
      folder.entries.set(part, next)
      folder = next
    }
    return { entries: folder.entries, name }
  }
  const put = (path: string, entry: MemoryEntry) => {
    const { entries, name } = placeOf(path)
    entries.set(name, entry)
  }
  const remove = (path: string) => {
    const { entries, name } = placeOf(path)
    entries.delete(name)
  }
  const open = (path: string): MemoryEntry => {
    if (find(path) === undefined) put(path, createEntry(false))
    return Object.assign(fileAt(path), { modifiedTime: now() })
  }
  return {
    stat: (path) => {
      const found = find(path)
      if (found === undefined) return undefined
      const { isDirectory, size, accessedTime, modifiedTime } = found
      return { isDirectory, size, accessedTime, modifiedTime }
    },
    read: (path, offset = 0, length = Number.POSITIVE_INFINITY) => {
      const file = Object.assign(fileAt(path), { accessedTime: now() })
      return file.buffer.slice(offset, Math.min(file.size, offset + length))
    },
    write: (path, data) => {
      Object.assign(open(path), { buffer: data.slice(), size: data.length })
    },
    append: (path, data) => {
      const file = open(path)
      const size = file.size + data.length
      if (size > file.buffer.length) {
        const larger = new Uint8Array(Math.max(size, file.buffer.length * 2))
        larger.set(file.buffer.subarray(0, file.size))
        file.buffer = larger
      }
      file.buffer.set(data, file.size)
      file.size = size
    },
    rename: (from, to) => {
      const found = find(from)
      if (found === undefined) throw new Error(`nothing at ${from}`)
      remove(from)
      put(to, found)
    },
    unlink: (path) => {
      fileAt(path)
      remove(path)
    },
    mkdir: (path) => {
      placeOf(`${path}/`)
    },
    rmdir: remove,
    readdir: (path) => [...(find(path)?.entries.keys() ?? [])].sort(),
  }
}
