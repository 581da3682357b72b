import type { FileDialect } from '@miniferry/download-core'
import { readFailure } from './errors.js'
import type { GetHost } from './host.js'

/** `wx.getFileSystemManager()` in core's words (native-apis.md §3.1, §5.2). Older clients send words only. */
export function createFileDialect(host: GetHost): FileDialect {
  return {
    platform: 'wechat',
    manager: () => host()?.getFileSystemManager?.(),
    userDataPath: () => host()?.env?.USER_DATA_PATH ?? '',
    failure: readFailure,
    isMissing: ({ errno, errMsg }) => errno === 1300002 || /no such file or directory/i.test(errMsg),
    isPresent: ({ errno, errMsg }) => errno === 1301005 || /file already exists/i.test(errMsg),
  }
}
