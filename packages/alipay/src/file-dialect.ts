import type { FileDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.getFileSystemManager()` in core's words (native-apis.md §3.3, §5.2). */
export function createFileDialect(host: GetHost): FileDialect {
  return {
    platform: 'alipay',
    host,
    failure: readFailure,
    missing: /^10022 /,
    present: /^10025 /,
    // 3 is "unknown" for most methods (native-apis.md §3.3).
    vague: /^(undefined|3) /,
    denied: /^10024 /,
    digests: ['md5', 'sha1'],
  }
}
