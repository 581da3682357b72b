import type { FileDialect, FileSystemDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.getFileSystemManager()` in core's words (native-apis.md §3.3, §5.2). */
export function createFileDialect(host: GetHost): FileDialect {
  return { ...createFileSystemDialect(host), present: /^10025 /, digests: ['md5', 'sha1'] }
}

/** The part of it that the move of a download needs. */
export function createFileSystemDialect(host: GetHost): FileSystemDialect {
  return {
    platform: 'alipay',
    host,
    failure: readFailure,
    missing: /^10022 /,
  }
}
