import type { FileStat, FileStore } from '../platform.js'
import { callFileSystem, callIfThere, createFolder, type FileDialect, replaceFile } from './file-system.js'
import { asRecord, callHost } from './host.js'

/**
 * The files of the app over a host's `FileSystemManager`, whose method and option names both platforms share. Only the
 * callback form is used: what the `Sync` form returns and throws differs.
 */
export function createFileStore(dialect: FileDialect): FileStore {
  // native-apis.md §5.2.
  const call = (method: string, options: object): Promise<unknown> => callFileSystem(dialect, method, options)
  const callIf = (method: string, path: string, options: object): Promise<unknown> =>
    callIfThere(dialect, method, path, options)
  return {
    digests: dialect.digests,
    stat: (path) =>
      callIf('stat', path, { path }).then((payload) =>
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
    rename: (oldPath, newPath) => replaceFile(dialect, oldPath, newPath),
    saveFile: (tempFilePath, filePath) => call('saveFile', { tempFilePath, filePath }).then(ignore),
    unlink: (filePath) => callIf('unlink', filePath, { filePath }).then(ignore),
    mkdir: (dirPath) => createFolder(dialect, dirPath),
    readdir: (dirPath) =>
      callIf('readdir', dirPath, { dirPath }).then((payload) => {
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
