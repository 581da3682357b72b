import { DownloadError } from '../download-error.js'
import type { DigestAlgorithm } from '../platform.js'
import type { FailureReader } from './error-table.js'
import { callHost } from './host.js'

/** What a binding supplies for its files: the host, and how to read its failures. */
export interface FileDialect {
  readonly platform: string
  /** `wx` or `my`, read at each call; `undefined` outside a mini-program. */
  host(): unknown
  /** Names the failure payload, or what the host threw. */
  failure: FailureReader
  /** Matches the number and the words of a failure that says that there is nothing at the path. */
  readonly missing: RegExp
  /** Matches those of a failure that says that there is something at the path already. */
  readonly present: RegExp
  /** Matches those of a failure that says that the app may not touch what is at the path. */
  readonly denied: RegExp
  /** Matches those of a failure that may mean anything. */
  readonly vague: RegExp
  /** What the host's `getFileInfo` computes. */
  readonly digests: readonly DigestAlgorithm[]
}

const fileCodes = /^(storage-full|too-large|unsupported)$/

/** Calls one method of the host's `FileSystemManager`. */
export function callFileSystem(dialect: FileDialect, method: string, options: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (payload: unknown): void => {
      const failure = dialect.failure(method, payload)
      // What else a table may know is about the network.
      const code = fileCodes.test(failure.code) ? failure.code : 'file-system'
      reject(new DownloadError({ ...failure, code, platform: dialect.platform, url: '' }))
    }
    const manager = callHost(dialect.host(), 'getFileSystemManager')
    callHost(manager, method, Object.assign({ success: resolve, fail }, options), fail)
  })
}

/** The same for a method that has nothing to do where there is nothing at the path: resolves with `undefined` then. */
export function callIfThere(
  dialect: FileDialect,
  method: string,
  path: string,
  options: object,
): Promise<unknown> {
  return callFileSystem(dialect, method, options).catch(async (error: DownloadError) => {
    if (!says(dialect.missing, error) && (await isThere(dialect, path)) !== false) throw error
  })
}

/** Makes a folder and its parents; one that is there is as good. */
export async function createFolder(dialect: FileDialect, dirPath: string): Promise<void> {
  await callFileSystem(dialect, 'mkdir', { dirPath, recursive: true }).catch(async (error: DownloadError) => {
    if (!says(dialect.present, error) && !(await isThere(dialect, dirPath))) throw error
  })
}

/**
 * Moves a file to a path and replaces what is there. After a failure or a kill it is where it was, at `${oldPath}~`, with the other one still
 * there, or at its new path.
 */
export async function replaceFile(dialect: FileDialect, oldPath: string, newPath: string): Promise<void> {
  const rename = (from: string, to: string): Promise<unknown> =>
    callFileSystem(dialect, 'rename', { oldPath: from, newPath: to })
  const remove = (path: string): Promise<unknown> => callIfThere(dialect, 'unlink', path, { filePath: path })
  const replace = async (): Promise<void> => {
    await remove(newPath)
    await rename(oldPath, newPath)
  }
  // Not every host replaces a file (native-apis.md §5.2).
  await rename(oldPath, newPath).catch(async (error: DownloadError) => {
    if (says(dialect.present, error)) return replace()
    const mayBePresent =
      says(dialect.vague, error) && !says(dialect.missing, error) && !says(dialect.denied, error)
    if (!mayBePresent || (await isThere(dialect, newPath)) === false) throw error
    // What is there goes only if it is the reason: the file can be moved to a free path and back, and not to this one.
    const free = `${oldPath}~`
    await remove(free)
      .then(() => rename(oldPath, free))
      .then(() => rename(free, oldPath))
      .catch(() => {
        throw error
      })
    await rename(oldPath, newPath).catch(replace)
  })
}

/**
 * Whether there is something at a path, by asking: what a host says of a missing file is often nothing that can be recognized
 * (native-apis.md §3.2). `undefined` where the host does not tell.
 */
export async function isThere(dialect: FileDialect, path: string): Promise<boolean | undefined> {
  try {
    await callFileSystem(dialect, 'access', { path })
    return true
  } catch (error) {
    const { code } = error as DownloadError
    return code === 'unsupported' || says(dialect.denied, error as DownloadError) ? undefined : false
  }
}

function says(pattern: RegExp, { errno, errMsg }: DownloadError): boolean {
  return pattern.test(`${errno} ${errMsg}`)
}
