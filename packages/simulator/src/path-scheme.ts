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

/** Where a path of the host leads; `undefined` for one that leaves what the app may see. */
export function locate(scheme: PathScheme, path: string): Location | undefined {
  const { userRoot, savedPrefix, temporaryPrefix } = scheme
  if (path.split('/').includes('..')) return undefined
  if (path === userRoot || path.startsWith(`${userRoot}/`)) {
    return { area: 'user', diskPath: join('user', path.slice(userRoot.length)) }
  }
  if (path.startsWith(savedPrefix)) {
    return { area: 'saved', diskPath: join('saved', path.slice(savedPrefix.length)) }
  }
  if (path.startsWith(temporaryPrefix)) {
    return { area: 'temporary', diskPath: join('temporary', path.slice(temporaryPrefix.length)) }
  }
  if (/^[\w-]+:/.test(path)) return undefined
  return { area: 'package', diskPath: join('package', path) }
}

/** How the host writes what is at this path of the disk; `undefined` for what no app has made. */
export function hostPath(scheme: PathScheme, diskPath: string): string | undefined {
  const [area, ...names] = diskPath.split('/')
  const rest = names.join('/')
  switch (area) {
    case 'user':
      return [scheme.userRoot, ...names].join('/')
    case 'saved':
      return scheme.savedPrefix + rest
    case 'temporary':
      return scheme.temporaryPrefix + rest
    default:
      return undefined
  }
}

function join(area: StorageArea, rest: string): string {
  return [area, ...rest.split('/')].filter((part) => part !== '' && part !== '.').join('/')
}
