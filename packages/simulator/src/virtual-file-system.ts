import type { Disk, DiskStat } from './disk.js'
import { createPartFile, type PartFilePlace } from './part-file.js'
import { type Location, locate, type PathScheme, type StorageArea } from './path-scheme.js'
import { createProblem } from './problem.js'
import { createStorageQuota, type StorageLimits } from './storage-quota.js'

export type VirtualFileSystem = ReturnType<typeof createVirtualFileSystem>

export type ExistingTarget = 'replace' | 'refuse'

export interface VirtualFileSystemOptions {
  disk: Disk
  scheme: PathScheme
  /** Asked each time, since they may change. */
  limits: () => StorageLimits
  /** Whether the temporary files of an earlier run of the app are gone. */
  clearTemporaryFiles: boolean
  /** Bytes of the name of a file or folder; asked each time. */
  maxNameBytes: () => number
}

const writable: readonly StorageArea[] = ['user']
const removable: readonly StorageArea[] = ['user', 'saved']

/**
 * The files of an app as both hosts have them: areas, rights, quotas. Paths are the host's own; every function is
 * synchronous and throws a `Problem`.
 */
export function createVirtualFileSystem(options: VirtualFileSystemOptions) {
  const { disk, scheme, limits, clearTemporaryFiles, maxNameBytes } = options
  for (const area of ['user', 'temporary', 'saved', 'package', 'part', 'storage']) disk.mkdir(area)
  for (const area of clearTemporaryFiles ? ['part', 'temporary'] : ['part']) {
    for (const name of disk.readdir(area)) disk.unlink(`${area}/${name}`)
  }
  const quota = createStorageQuota(disk, limits)
  let lastName = 0

  const find = (path: string): Location => {
    const location = locate(scheme, path)
    if (location === undefined) throw createProblem('outside', { path })
    for (const name of location.diskPath.split('/')) checkName(name, path)
    return location
  }
  const checkName = (name: string, path: string) => {
    if (isLongerThan(maxNameBytes(), name)) throw createProblem('name-too-long', { path })
  }
  const statAt = (path: string): DiskStat & Location => {
    const location = find(path)
    const stat = disk.stat(location.diskPath)
    if (stat === undefined) throw createProblem('missing', { path })
    return { ...stat, ...location }
  }
  const fileAt = (path: string) => {
    const stat = statAt(path)
    if (stat.isDirectory) throw createProblem('is-directory', { path })
    return stat
  }
  const folderAt = (path: string) => {
    const stat = statAt(path)
    if (!stat.isDirectory) throw createProblem('not-directory', { path })
    return stat
  }
  /** A place that may be written to, in a folder that exists. */
  const targetAt = (path: string, areas = writable): Location & { size: number; exists: boolean } => {
    const location = find(path)
    if (!areas.includes(location.area)) throw createProblem('read-only', { path })
    const parent = location.diskPath.replace(/\/[^/]*$/, '')
    const parentStat = disk.stat(parent)
    const parentPath = path.replace(/\/+[^/]*\/*$/, '')
    if (parentStat === undefined) throw createProblem('missing', { path: parentPath })
    if (!parentStat.isDirectory) throw createProblem('not-directory', { path: parentPath })
    const stat = disk.stat(location.diskPath)
    if (stat?.isDirectory) throw createProblem('is-directory', { path })
    return { ...location, size: stat?.size ?? 0, exists: stat !== undefined }
  }
  const existingTargetAt = (path: string) => {
    const target = targetAt(path)
    if (!target.exists) throw createProblem('missing', { path })
    return target
  }
  const newName = (area: string, extension: string): string => {
    for (;;) {
      const name = uniqueName(++lastName) + extension
      if (disk.stat(`${area}/${name}`) === undefined) return name
    }
  }
  const walk = (diskPath: string, prefix: string): { path: string; stat: DiskStat }[] =>
    disk.readdir(diskPath).flatMap((name) => {
      const stat = disk.stat(`${diskPath}/${name}`)
      if (stat === undefined) return []
      const path = prefix + name
      return [{ path, stat }, ...(stat.isDirectory ? walk(`${diskPath}/${name}`, `${path}/`) : [])]
    })

  return {
    userRoot: scheme.userRoot,
    exists: (path: string): boolean => {
      const location = locate(scheme, path)
      return location !== undefined && disk.stat(location.diskPath) !== undefined
    },
    stat: statAt as (path: string) => DiskStat,
    read: (path: string, position?: number, length?: number) =>
      disk.read(fileAt(path).diskPath, position, length),
    write: (path: string, data: Uint8Array) => {
      const target = targetAt(path)
      quota.change(path, target.size, data.length, () => disk.write(target.diskPath, data))
    },
    append: (path: string, data: Uint8Array) => {
      const target = existingTargetAt(path)
      quota.change(path, target.size, target.size + data.length, () => disk.append(target.diskPath, data))
    },
    rename: (from: string, to: string, existing: ExistingTarget) => {
      const source = statAt(from)
      if (!removable.includes(source.area)) throw createProblem('read-only', { path: from })
      const target = targetAt(to)
      if (target.diskPath === source.diskPath) return
      if (target.exists && existing === 'refuse') throw createProblem('exists', { path: to })
      quota.count(target.size, 0, () => disk.rename(source.diskPath, target.diskPath))
    },
    unlink: (path: string) => {
      const file = fileAt(path)
      if (!removable.includes(file.area)) throw createProblem('read-only', { path })
      quota.count(file.size, 0, () => disk.unlink(file.diskPath))
    },
    mkdir: (path: string, recursive: boolean) => {
      const location = find(path)
      if (!writable.includes(location.area)) throw createProblem('read-only', { path })
      const stat = disk.stat(location.diskPath)
      if (stat !== undefined) {
        if (recursive && stat.isDirectory) return
        throw createProblem('exists', { path })
      }
      if (!recursive) targetAt(path)
      else refuseFilesAbove(disk, location.diskPath, path)
      disk.mkdir(location.diskPath)
    },
    rmdir: (path: string, recursive: boolean) => {
      const folder = folderAt(path)
      if (!writable.includes(folder.area) || path === scheme.userRoot)
        throw createProblem('read-only', { path })
      const inside = walk(folder.diskPath, '')
      if (inside.length > 0 && !recursive) throw createProblem('not-empty', { path })
      for (const entry of inside.reverse()) {
        const diskPath = `${folder.diskPath}/${entry.path}`
        if (entry.stat.isDirectory) disk.rmdir(diskPath)
        else quota.count(entry.stat.size, 0, () => disk.unlink(diskPath))
      }
      disk.rmdir(folder.diskPath)
    },
    readdir: (path: string) => disk.readdir(folderAt(path).diskPath),
    /** Moves a temporary file to a user path, or to a path of the host's choice. Returns where it went. */
    save: (temporaryPath: string, target: string | undefined, existing: ExistingTarget): string => {
      const source = locate(scheme, temporaryPath)
      const stat = source && disk.stat(source.diskPath)
      if (source?.area !== 'temporary' || stat === undefined) {
        throw createProblem('temporary-missing', { path: temporaryPath })
      }
      if (target === undefined) {
        const extension = /\.[^./]+$/.exec(source.diskPath)?.[0] ?? ''
        const name = newName('saved', extension)
        quota.change(temporaryPath, 0, stat.size, () => disk.rename(source.diskPath, `saved/${name}`))
        return scheme.savedPrefix + name
      }
      const place = targetAt(target)
      if (place.exists && existing === 'refuse') throw createProblem('exists', { path: target })
      quota.change(target, place.size, stat.size, () => disk.rename(source.diskPath, place.diskPath))
      return target
    },
    /** Throws where a download could not be stored at this path. */
    checkTarget: (path: string) => {
      targetAt(path)
    },
    /** A file in the making, seen by nobody. */
    createPart: (place: PartFilePlace) =>
      createPartFile({ disk, scheme, quota, newName, targetAt, checkName }, place),
    /** From now on user and saved files can grow by this much; `Infinity` takes it back. */
    setFreeBytes: quota.setFreeBytes,
    /** Files went that nobody has removed through these functions. */
    recount: quota.recount,
  }
}

function refuseFilesAbove(disk: Disk, diskPath: string, path: string): void {
  const parts = diskPath.split('/')
  for (let count = 1; count < parts.length; count++) {
    if (disk.stat(parts.slice(0, count).join('/'))?.isDirectory === false) {
      throw createProblem('not-directory', { path })
    }
  }
}

/** In UTF-8, which takes at most three bytes a code unit. */
function isLongerThan(bytes: number, name: string): boolean {
  return name.length * 3 > bytes && new TextEncoder().encode(name).length > bytes
}

/** 32 hexadecimal digits that look like those of a phone, and are the same in every run. */
export function uniqueName(count: number): string {
  let name = ''
  for (let part = 0; part < 4; part++) {
    let mixed = Math.imul(count + part * 7919, 0x9e3779b1)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
    name += ((mixed ^ (mixed >>> 13)) >>> 0).toString(16).padStart(8, '0')
  }
  return name
}
