import type { FileDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `my.getFileSystemManager()` in core's words (native-apis.md §3.3, §5.2). */
export function createFileDialect(host: GetHost): FileDialect {
  return {
    platform: 'alipay',
    manager: () => host()?.getFileSystemManager?.(),
    userDataPath: () => host()?.env?.USER_DATA_PATH ?? '',
    failure: readFailure,
    isMissing: ({ errno }) => errno === 10022,
    isPresent: ({ errno }) => errno === 10025,
  }
}
