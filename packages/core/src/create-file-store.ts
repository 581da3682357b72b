import { callFileSystem, type FileSystemDialect } from './call-file-system.js'
import { asRecord, callHost } from './call-host.js'
import type { DownloadError } from './download-error.js'
import type { DigestAlgorithm, FileStat, FileStore } from './platform.js'

/** What a binding supplies for its files. Apart from what single calls need, since `downloadFile` may bundle those. */
export interface FileDialect extends FileSystemDialect {
  /** Matches the number and the words of a failure that says that there is something at the path already. */
  readonly present: RegExp
  /** What the host's `getFileInfo` computes. */
  readonly digests: readonly DigestAlgorithm[]
}

/**
 * The files of the app over a host's `FileSystemManager`, whose method and option names both platforms share
 * (native-apis.md §5.2). Only the callback form is used: what the `Sync` form returns and throws differs.
 */
export function createFileStore(dialect: FileDialect): FileStore {
  const call = (method: string, options: object, harmless?: RegExp): Promise<unknown> =>
    callFileSystem(dialect, method, options, harmless)
  return {
    digests: dialect.digests,
    get userDataPath() {
      const { USER_DATA_PATH = '' } = asRecord(asRecord(dialect.host()).env)
      return String(USER_DATA_PATH)
    },
    stat: (path) =>
      call('stat', { path }, dialect.missing).then((payload) =>
        payload === undefined ? undefined : readStat(asRecord(payload).stats),
      ),
    readFile: (filePath, position = 0, length = 0) =>
      call('readFile', { filePath, ...(length && { position, length }) }).then((payload) => {
        const data = asRecord(payload).data as ArrayBuffer
        // Alipay, and WeChat before base library 2.10.0, hand out the whole file (native-apis.md §5.2).
        return length && data?.byteLength > length ? data.slice(position, position + length) : data
      }),
    readText: (filePath) =>
      call('readFile', { filePath, encoding: 'utf8' }).then((payload) => String(asRecord(payload).data)),
    writeFile: (filePath, data) => call('writeFile', writing(filePath, data)).then(ignore),
    appendFile: (filePath, data) => call('appendFile', writing(filePath, data)).then(ignore),
    rename(oldPath, newPath) {
      const move = (): Promise<void> => call('rename', { oldPath, newPath }).then(ignore)
      return move().catch((error: DownloadError) => {
        if (!dialect.present.test(`${error.errno} ${error.errMsg}`)) throw error
        return call('unlink', { filePath: newPath }, dialect.missing).then(move)
      })
    },
    saveFile: (tempFilePath, filePath) => call('saveFile', { tempFilePath, filePath }).then(ignore),
    unlink: (filePath) => call('unlink', { filePath }, dialect.missing).then(ignore),
    mkdir: (dirPath) => call('mkdir', { dirPath, recursive: true }, dialect.present).then(ignore),
    readdir: (dirPath) =>
      call('readdir', { dirPath }, dialect.missing).then((payload) => {
        const files = asRecord(payload).files
        return Array.isArray(files) ? files.map(String) : []
      }),
    digest: (filePath, digestAlgorithm) =>
      call('getFileInfo', { filePath, digestAlgorithm }).then((payload) =>
        String(asRecord(payload).digest).toLowerCase(),
      ),
  }
}

/** Text has to name its encoding; without one the hosts expect an ArrayBuffer. */
function writing(filePath: string, data: string | ArrayBuffer): object {
  return typeof data === 'string' ? { filePath, data, encoding: 'utf8' } : { filePath, data }
}

function readStat(stats: unknown): FileStat {
  const { size, lastModifiedTime } = asRecord(stats)
  return {
    size: Number(size),
    isDirectory: callHost(stats, 'isDirectory') === true,
    modifiedTime: Number(lastModifiedTime),
  }
}

function ignore(): void {}
