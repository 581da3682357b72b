import type { Disk, DiskStat } from './disk.js'

interface MemoryFile {
  /** Longer than the file, to make room for appends. */
  buffer: Uint8Array
  size: number
  accessedTime: number
  modifiedTime: number
}

interface MemoryFolder {
  readonly entries: Map<string, MemoryFile | MemoryFolder>
  readonly madeTime: number
}

/** A disk that is gone with the process. No operation takes longer because there are many files elsewhere. */
export function createMemoryDisk(): Disk {
  const root = createFolder()

  const find = (path: string): MemoryFile | MemoryFolder | undefined => {
    let found: MemoryFile | MemoryFolder | undefined = root
    for (const name of path.split('/')) {
      if (found === undefined || !isFolder(found)) return undefined
      found = found.entries.get(name)
    }
    return found
  }
  /** Makes what is missing on the way. */
  const folderAt = (names: readonly string[]): MemoryFolder => {
    let folder = root
    for (const name of names) {
      let next = folder.entries.get(name)
      if (next === undefined) {
        next = createFolder()
        folder.entries.set(name, next)
      }
      if (!isFolder(next)) throw new Error(`a file at ${names.join('/')}`)
      folder = next
    }
    return folder
  }
  const placeOf = (path: string) => {
    const names = path.split('/')
    const name = names.pop() ?? ''
    return { entries: folderAt(names).entries, name }
  }
  const fileAt = (path: string): MemoryFile => {
    const found = find(path)
    if (found === undefined || isFolder(found)) throw new Error(`no file at ${path}`)
    return found
  }
  const open = (path: string): MemoryFile => {
    const found = find(path)
    if (found !== undefined) {
      const file = fileAt(path)
      file.modifiedTime = Date.now()
      return file
    }
    const now = Date.now()
    const file = { buffer: new Uint8Array(0), size: 0, accessedTime: now, modifiedTime: now }
    const { entries, name } = placeOf(path)
    entries.set(name, file)
    return file
  }
  const remove = (path: string) => {
    const { entries, name } = placeOf(path)
    entries.delete(name)
  }

  return {
    stat: (path) => {
      const found = find(path)
      return found === undefined ? undefined : describe(found)
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
    append: (path, data) => {
      const file = open(path)
      overwrite(file, file.size, data)
    },
    writeAt: (path, offset, data) => overwrite(open(path), offset, data),
    truncate: (path, length) => {
      const file = open(path)
      grow(file, length)
      file.buffer.fill(0, length, file.size)
      file.size = length
    },
    rename: (from, to) => {
      const found = find(from)
      if (found === undefined) throw new Error(`nothing at ${from}`)
      remove(from)
      const { entries, name } = placeOf(to)
      entries.set(name, found)
    },
    unlink: (path) => {
      fileAt(path)
      remove(path)
    },
    mkdir: (path) => {
      folderAt(path.split('/'))
    },
    rmdir: remove,
    readdir: (path) => {
      const found = find(path)
      return found !== undefined && isFolder(found) ? [...found.entries.keys()].sort() : []
    },
  }
}

function createFolder(): MemoryFolder {
  return { entries: new Map(), madeTime: Date.now() }
}

function isFolder(found: MemoryFile | MemoryFolder): found is MemoryFolder {
  return 'entries' in found
}

function describe(found: MemoryFile | MemoryFolder): DiskStat {
  if (!isFolder(found)) {
    const { size, accessedTime, modifiedTime } = found
    return { isDirectory: false, size, accessedTime, modifiedTime }
  }
  return { isDirectory: true, size: 0, accessedTime: found.madeTime, modifiedTime: found.madeTime }
}

function overwrite(file: MemoryFile, offset: number, data: Uint8Array): void {
  grow(file, offset + data.length)
  file.buffer.set(data, offset)
}

function grow(file: MemoryFile, size: number): void {
  if (size > file.buffer.length) {
    const larger = new Uint8Array(Math.max(size, file.buffer.length * 2))
    larger.set(file.buffer.subarray(0, file.size))
    file.buffer = larger
  }
  file.size = Math.max(file.size, size)
}
