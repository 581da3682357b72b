import type { Disk } from './disk.js'

/** The parts of a phone's storage that an app sees, each with its own rights (native-apis.md §5.3). */
export type StorageArea = 'user' | 'temporary' | 'saved' | 'package'

/** How a host writes the paths of those parts. No app should rely on it (native-apis.md §1.2). */
export interface PathScheme {
  /** `env.USER_DATA_PATH`. */
  readonly userRoot: string
  /** What temporary files begin with. */
  readonly temporaryPrefix: string
  /** What files saved without a target begin with; looked at before `temporaryPrefix`. */
  readonly savedPrefix: string
}

export interface Location {
  readonly area: StorageArea
  /** On the disk. */
  readonly diskPath: string
}

const prefixes = ({ userRoot, savedPrefix, temporaryPrefix }: PathScheme) =>
  [
    ['user', `${userRoot}/`],
    ['saved', savedPrefix],
    ['temporary', temporaryPrefix],
  ] as const

/** Where a path of the host leads; `undefined` for one that leaves what the app may see. */
export function locate(scheme: PathScheme, path: string): Location | undefined {
  if (path.split('/').includes('..')) return undefined
  if (path === scheme.userRoot) return { area: 'user', diskPath: 'user' }
  const [area, prefix] = prefixes(scheme).find(([, known]) => path.startsWith(known)) ?? ['package', '']
  if (area === 'package' && /^[\w-]+:/.test(path)) return undefined
  return { area, diskPath: join(area, path.slice(prefix.length)) }
}

/** How the host writes what is at this path of the disk; `undefined` for what no app has made. */
export function hostPath(scheme: PathScheme, diskPath: string): string | undefined {
  if (diskPath === 'user') return scheme.userRoot
  const [, area, rest = ''] = /^([^/]*)\/?(.*)$/.exec(diskPath) ?? []
  const prefix = prefixes(scheme).find(([known]) => known === area)?.[1]
  return prefix === undefined ? undefined : prefix + rest
}

function join(area: StorageArea, rest: string): string {
  return [area, ...rest.split('/')].filter((part) => part !== '' && part !== '.').join('/')
}

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
