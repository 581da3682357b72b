import { callHost } from './call-host.js'
import { DownloadError } from './download-error.js'
import type { FailureReader } from './error-table.js'
import type { NativeFailure } from './platform.js'

/** What a binding supplies for its files: the host's file system and how to read its failures. */
export interface FileDialect {
  readonly platform: string
  /** The host's `FileSystemManager`, read at each call. */
  manager(): unknown
  /** `env.USER_DATA_PATH`, read at each access. */
  userDataPath(): string
  failure: FailureReader
  /** Whether the failure says that there is nothing at the path. */
  isMissing(failure: NativeFailure): boolean
  /** Whether the failure says that there is something at the path already. */
  isPresent(failure: NativeFailure): boolean
}

/** Calls one method of the host's file system. A failure that `isHarmless` resolves with nothing. */
export function callFileSystem(
  dialect: FileDialect,
  method: string,
  options: object,
  isHarmless: (failure: NativeFailure) => boolean = () => false,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (payload: unknown): void => {
      const failure = dialect.failure(method, payload)
      if (isHarmless(failure)) resolve(undefined)
      else reject(new DownloadError({ ...failure, platform: dialect.platform, url: '' }))
    }
    callHost(dialect.manager(), method, { ...options, success: resolve, fail }, fail)
  })
}
