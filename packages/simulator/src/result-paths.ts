import type { FilePathKnobs } from './file-path-knobs.js'

/** What a result says of where the file is; a member that is absent here is absent there. */
export interface ResultPaths {
  readonly tempFilePath?: string
  readonly filePath?: string
}

/**
 * @param asked - the `filePath` of the call
 * @param path - where the file is; `undefined` where there is none
 */
export function resultPaths(
  { resultPaths: named, filePath: asks }: Pick<FilePathKnobs, 'resultPaths' | 'filePath'>,
  asked: string | undefined,
  path: string | undefined,
): ResultPaths {
  if (path === undefined) return {}
  const isTemporary = asked === undefined || asks !== 'honoured'
  const other = { both: path, 'both-different': outOfReach(path), 'other-empty': '' }[named as string]
  const [tempFilePath, filePath] = isTemporary ? [path, other] : [other, path]
  const echoed = isTemporary && asks === 'echoed' ? (asked ?? filePath) : filePath
  return {
    ...(tempFilePath === undefined ? {} : { tempFilePath }),
    ...(echoed === undefined ? {} : { filePath: echoed }),
  }
}

/** A path of the phone itself, which apps cannot open. */
function outOfReach(path: string): string {
  return `/data/storage/${path.split('/').at(-1)}`
}

/** The last part of an address, as a file name; `undefined` where it has none. */
export function nameInUrl(url: string): string | undefined {
  const { protocol, pathname } = new URL(url)
  if (!protocol.startsWith('http')) return undefined
  return pathname.split('/').at(-1) || undefined
}
