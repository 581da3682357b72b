import { callFileSystem, type FileDialect } from './call-file-system.js'
import { asRecord, callHost } from './call-host.js'
import type { FileStat, FileStore, NativeFailure } from './platform.js'

/**
 * The files of the app over a host's `FileSystemManager`, whose method and option names both platforms share
 * (native-apis.md §5.2). Only the callback form is used: what the `Sync` form returns and throws differs.
 */
export function createFileStore(dialect: FileDialect): FileStore {
  const call = (
    method: string,
    options: object,
    isHarmless?: (failure: NativeFailure) => boolean,
  ): Promise<unknown> => callFileSystem(dialect, method, options, isHarmless)
  return {
    get userDataPath() {
      return dialect.userDataPath()
    },
    stat: (path) =>
      call('stat', { path }, dialect.isMissing).then((payload) =>
        payload === undefined ? undefined : readStat(asRecord(payload).stats),
      ),
    readFile: (filePath) =>
      call('readFile', { filePath }).then((payload) => asRecord(payload).data as ArrayBuffer),
    readText: (filePath) =>
      call('readFile', { filePath, encoding: 'utf8' }).then((payload) => String(asRecord(payload).data)),
    writeFile: (filePath, data) => call('writeFile', writing(filePath, data)).then(ignore),
    appendFile: (filePath, data) => call('appendFile', writing(filePath, data)).then(ignore),
    rename: (oldPath, newPath) => call('rename', { oldPath, newPath }).then(ignore),
    saveFile: (tempFilePath, filePath) => call('saveFile', { tempFilePath, filePath }).then(ignore),
    unlink: (filePath) => call('unlink', { filePath }, dialect.isMissing).then(ignore),
    mkdir: (dirPath) => call('mkdir', { dirPath, recursive: true }, dialect.isPresent).then(ignore),
    readdir: (dirPath) =>
      call('readdir', { dirPath }, dialect.isMissing).then((payload) => {
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
