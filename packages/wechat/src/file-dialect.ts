import type { FileDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `wx.getFileSystemManager()` in core's words (native-apis.md §3.1, §5.2). Older clients send words only. */
export function createFileDialect(host: GetHost): FileDialect {
  return {
    platform: 'wechat',
    host,
    failure: readFailure,
    missing: /^1300002 |no such file or directory/i,
    present: /^1301005 |file already exists/i,
    // Clients that send no number, whatever they say.
    vague: /^undefined /,
    denied: /^(13000(01|13|14)|1301000) |permi/i,
    digests: ['md5', 'sha1', 'sha256'],
  }
}
