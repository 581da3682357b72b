import { type DigestName, digestFile } from './digest.js'
import type { DiskStat } from './disk.js'
import { createProblem } from './problem.js'
import { arrayBufferOf, bytesOfData, decodeText, textEncoding } from './text-encoding.js'
import type { ExistingTarget, VirtualFileSystem } from './virtual-file-system.js'

/** What the two hosts do differently with the same file operation. */
export interface FileManners {
  renameExisting(): ExistingTarget
  saveFileExisting(): ExistingTarget
  /** Of a recursive `mkdir`; by default it accepts. */
  mkdirExisting?(): 'accept' | 'refuse'
  /** What a recursive `stat` of a folder gives. */
  folderStats(entries: { path: string; stats: FileStats }[]): unknown
  /** Algorithms of `getFileInfo`; the first is the default. */
  readonly digests: readonly [DigestName, ...DigestName[]]
  /** Whether `readFile` knows `position` and `length`. */
  readonly readsRanges: boolean
  /** Bytes that one `readFile` or `writeFile` may have. */
  callBytes(): number
}

/** `Stats` of both hosts; times in seconds since 1970. */
export interface FileStats {
  mode: number
  size: number
  lastAccessedTime: number
  lastModifiedTime: number
  isFile(): boolean
  isDirectory(): boolean
}

/** For `value`: all members. */
export const wholeResult = '*'

export type FileArguments = Readonly<Record<string, unknown>>

export interface FileOperation {
  /** The names of the arguments, in the order that the positional form has them. */
  readonly parameters: readonly string[]
  /** Which member of the result WeChat's synchronous form returns, or `wholeResult`. */
  readonly value?: string
  run(options: FileArguments): Record<string, unknown>
}

/** The file operations that both hosts share (native-apis.md §5.2). Each throws a problem. */
export function createFileOperations(
  files: VirtualFileSystem,
  manners: FileManners,
): Record<FileOperationName, FileOperation> {
  const limited = (data: Uint8Array, path: string): Uint8Array => {
    if (data.length > manners.callBytes()) throw createProblem('file-too-large', { path })
    return data
  }
  const read = (options: FileArguments) => {
    const path = text(options.filePath)
    const { size } = files.stat(path)
    const position = manners.readsRanges ? number(options.position, 0) : 0
    const length = manners.readsRanges ? number(options.length, size - position) : size
    if (position < 0 || length < 0 || position > size) throw createProblem('range', { path })
    if (length > manners.callBytes()) throw createProblem('file-too-large', { path })
    const bytes = files.read(path, position, length)
    return options.encoding === undefined || options.encoding === null || options.encoding === ''
      ? arrayBufferOf(bytes)
      : decodeText(bytes, textEncoding(options.encoding))
  }
  const stats = (options: FileArguments): unknown => {
    const path = text(options.path)
    const stat = files.stat(path)
    if (!stat.isDirectory || options.recursive !== true) return fileStats(stat)
    const entries = files.walk(path).map((entry) => ({ path: entry.path, stats: fileStats(entry.stat) }))
    return manners.folderStats([{ path: '', stats: fileStats(stat) }, ...entries])
  }
  return {
    access: {
      parameters: ['path'],
      run: ({ path }) => {
        files.stat(text(path))
        return {}
      },
    },
    stat: {
      parameters: ['path', 'recursive'],
      value: 'stats',
      run: (options) => ({ stats: stats(options) }),
    },
    readFile: {
      parameters: ['filePath', 'encoding', 'position', 'length'],
      value: 'data',
      run: (options) => ({ data: read(options) }),
    },
    writeFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: ({ filePath, data, encoding }) => {
        const path = text(filePath)
        files.write(path, limited(bytesOfData(data, encoding), path))
        return {}
      },
    },
    appendFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: ({ filePath, data, encoding }) => {
        files.append(text(filePath), bytesOfData(data, encoding))
        return {}
      },
    },
    rename: {
      parameters: ['oldPath', 'newPath'],
      run: ({ oldPath, newPath }) => {
        files.rename(text(oldPath), text(newPath), manners.renameExisting())
        return {}
      },
    },
    copyFile: {
      parameters: ['srcPath', 'destPath'],
      run: ({ srcPath, destPath }) => {
        files.copy(text(srcPath), text(destPath))
        return {}
      },
    },
    unlink: {
      parameters: ['filePath'],
      run: ({ filePath }) => {
        files.unlink(text(filePath))
        return {}
      },
    },
    mkdir: {
      parameters: ['dirPath', 'recursive'],
      run: ({ dirPath, recursive }) => {
        const path = text(dirPath)
        const refuses = manners.mkdirExisting?.() === 'refuse' && files.exists(path)
        if (refuses) throw createProblem('exists', { path })
        files.mkdir(path, recursive === true)
        return {}
      },
    },
    rmdir: {
      parameters: ['dirPath', 'recursive'],
      run: ({ dirPath, recursive }) => {
        files.rmdir(text(dirPath), recursive === true)
        return {}
      },
    },
    readdir: {
      parameters: ['dirPath'],
      value: 'files',
      run: ({ dirPath }) => ({ files: files.readdir(text(dirPath)) }),
    },
    saveFile: {
      parameters: ['tempFilePath', 'filePath'],
      value: 'savedFilePath',
      run: ({ tempFilePath, filePath }) => ({
        savedFilePath: files.save(
          text(tempFilePath),
          filePath === undefined ? undefined : text(filePath),
          manners.saveFileExisting(),
        ),
      }),
    },
    getFileInfo: {
      parameters: ['filePath', 'digestAlgorithm'],
      run: ({ filePath, digestAlgorithm }) => {
        const path = text(filePath)
        const { size } = files.stat(path)
        const asked = digestAlgorithm ?? manners.digests[0]
        const algorithm = manners.digests.find((known) => known === asked)
        if (algorithm === undefined) throw createProblem('digest', { path })
        return { size, digest: digestFile(files, path, algorithm) }
      },
    },
    getSavedFileList: {
      parameters: [],
      run: () => ({
        fileList: files.saved().map(({ path, stat }) => ({
          filePath: path,
          size: stat.size,
          createTime: seconds(stat.modifiedTime),
        })),
      }),
    },
    removeSavedFile: {
      parameters: ['filePath'],
      run: ({ filePath }) => {
        files.unlink(text(filePath))
        return {}
      },
    },
  }
}

export type FileOperationName =
  | 'access'
  | 'appendFile'
  | 'copyFile'
  | 'getFileInfo'
  | 'getSavedFileList'
  | 'mkdir'
  | 'readFile'
  | 'readdir'
  | 'removeSavedFile'
  | 'rename'
  | 'rmdir'
  | 'saveFile'
  | 'stat'
  | 'unlink'
  | 'writeFile'

export function fileStats({ isDirectory, size, accessedTime, modifiedTime }: DiskStat): FileStats {
  return {
    mode: isDirectory ? 0o40755 : 0o100644,
    size,
    lastAccessedTime: seconds(accessedTime),
    lastModifiedTime: seconds(modifiedTime),
    isFile: () => !isDirectory,
    isDirectory: () => isDirectory,
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw createProblem('invalid-argument')
  return value
}

function number(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}
