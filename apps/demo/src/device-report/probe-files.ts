import { callNative } from './call-native.js'
import type { NativeHost } from './native-host.js'

/** The file system of the host, as far as probes use it. Paths are whole; what fails rejects with the host's own object. */
export interface ProbeFiles {
  /** The folder of the report; it goes when the report is done. */
  readonly folder: string
  /** The path of a file in the folder. */
  at(name: string): string
  /** Bytes; `undefined` where there is no file. */
  size(path: string): Promise<number | undefined>
  write(path: string, data: string | ArrayBuffer): Promise<void>
  append(path: string, data: ArrayBuffer): Promise<void>
  rename(from: string, to: string): Promise<void>
  saveTemporary(from: string, to: string): Promise<void>
  /** Succeeds where there is nothing. */
  remove(path: string): Promise<void>
  makeFolder(): Promise<void>
  removeFolder(): Promise<void>
  /** Bytes of all files of the app's user area. */
  usedBytes(): Promise<number>
  /** Any other member. */
  member(name: string): unknown
}

interface Stats {
  readonly size: number
}

export function createProbeFiles(native: NativeHost): ProbeFiles {
  const root = native.env.USER_DATA_PATH
  const folder = `${root}/device-report`
  const manager = native.getFileSystemManager() as Record<string, (options: object) => unknown>
  const call = (name: string, options: object) =>
    callNative((passed) => manager[name]?.(passed), options) as Promise<Record<string, unknown>>
  const done = async (name: string, options: object) => {
    await call(name, options)
  }
  const quietly = (name: string, options: object) => done(name, options).catch(() => {})
  return {
    folder,
    at: (name) => `${folder}/${name}`,
    size: (path) =>
      call('stat', { path }).then(
        ({ stats }) => (stats as Stats).size,
        () => undefined,
      ),
    write: (filePath, data) =>
      done('writeFile', { filePath, data, ...(typeof data === 'string' ? { encoding: 'utf8' } : {}) }),
    append: (filePath, data) => done('appendFile', { filePath, data }),
    rename: (oldPath, newPath) => done('rename', { oldPath, newPath }),
    saveTemporary: (tempFilePath, filePath) => done('saveFile', { tempFilePath, filePath }),
    remove: (filePath) => quietly('unlink', { filePath }),
    makeFolder: () => quietly('mkdir', { dirPath: folder, recursive: true }),
    removeFolder: () => quietly('rmdir', { dirPath: folder, recursive: true }),
    usedBytes: () =>
      call('stat', { path: root, recursive: true }).then(
        ({ stats }) => sumOf(stats),
        () => 0,
      ),
    member: (name) => manager[name],
  }
}

/** WeChat gives an array of entries, Alipay an object of stats (native-apis.md §5.2); folders may have a size as well. */
function sumOf(stats: unknown): number {
  const all = Array.isArray(stats)
    ? stats.map((entry: { stats: Stats & { isFile?(): boolean } }) => entry.stats)
    : Object.keys(stats as object).map(
        (path) => (stats as Record<string, Stats & { isFile?(): boolean }>)[path],
      )
  return all.reduce((sum, entry) => sum + (entry?.isFile?.() === true ? entry.size : 0), 0)
}
