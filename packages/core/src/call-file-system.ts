import { callHost } from './call-host.js'
import { DownloadError } from './download-error.js'
import type { FailureReader } from './error-table.js'

/** What a binding supplies for a call of the file system: the host, and how to read its failures. */
export interface FileSystemDialect {
  readonly platform: string
  /** `wx` or `my`, read at each call; `undefined` outside a mini-program. */
  host(): unknown
  /** Names the failure payload, or what the host threw. */
  failure: FailureReader
  /** Matches the number and the words of a failure that says that there is nothing at the path. */
  readonly missing: RegExp
}

const fileCodes = /^(storage-full|too-large|unsupported)$/

/** Calls one method of the host's `FileSystemManager`. A failure that is `harmless` resolves with nothing. */
export function callFileSystem(
  dialect: FileSystemDialect,
  method: string,
  options: object,
  harmless?: RegExp,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (payload: unknown): void => {
      const failure = dialect.failure(method, payload)
      if (harmless?.test(`${failure.errno} ${failure.errMsg}`)) resolve(undefined)
      else {
        // What else a table may know is about the network.
        const code = fileCodes.test(failure.code) ? failure.code : 'file-system'
        reject(new DownloadError({ ...failure, code, platform: dialect.platform, url: '' }))
      }
    }
    const manager = callHost(dialect.host(), 'getFileSystemManager')
    callHost(manager, method, Object.assign({ success: resolve, fail }, options), fail)
  })
}
