import { md5, sha1 } from '@noble/hashes/legacy'
import { sha256 } from '@noble/hashes/sha2'
import type { DiskStat } from './disk.js'
import type { FailureKnobs } from './failure-knobs.js'
import type { HostContext } from './host-context.js'
import { createProblem, type Problem, type ProblemKind } from './problem.js'
import { arrayBufferOf, bytesOfData, decodeText, textEncoding } from './text-encoding.js'
import type { VirtualFileSystem } from './virtual-file-system.js'

/** What two hosts do differently with the same file operation. */
export interface FileManners {
  /** Algorithms of `getFileInfo`; the first is the default. */
  readonly digests: readonly [DigestName, ...DigestName[]]
  /** Whether `readFile` knows `position` and `length`. */
  readonly readsRanges: boolean
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

export type FileArguments = Readonly<Record<string, unknown>>

export interface FileOperation {
  /** The names of the arguments, in the order that the positional form has them. */
  readonly parameters: readonly string[]
  /** Which member of the result WeChat's synchronous form returns. */
  readonly value?: string
  run(options: FileArguments): Record<string, unknown>
}

/** The file operations that both hosts share (native-apis.md §5.2). Each throws a problem. */
export function createFileOperations(
  { files, knobs }: HostContext,
  manners: FileManners,
): Record<FileOperationName, FileOperation> {
  const limited = (data: Uint8Array, path: string): Uint8Array => {
    if (data.length > knobs.maxCallBytes) throw createProblem('file-too-large', { path })
    return data
  }
  const read = (options: FileArguments) => {
    const path = text(options.filePath)
    const { size } = files.stat(path)
    const position = manners.readsRanges ? number(options.position, 0) : 0
    const length = manners.readsRanges ? number(options.length, size - position) : size
    if (position < 0 || length < 0 || position > size) throw createProblem('range', { path })
    if (length > knobs.maxCallBytes) throw createProblem('file-too-large', { path })
    const bytes = files.read(path, position, length)
    return options.encoding === undefined || options.encoding === null || options.encoding === ''
      ? arrayBufferOf(bytes)
      : decodeText(bytes, textEncoding(options.encoding))
  }
  const info = ({ filePath, digestAlgorithm = manners.digests[0] }: FileArguments) => {
    const path = text(filePath)
    const { size } = files.stat(path)
    const algorithm = manners.digests.find((known) => known === digestAlgorithm)
    if (algorithm === undefined) throw createProblem('digest', { path })
    return { size, digest: digestFile(files, path, algorithm) }
  }
  return {
    access: fileOperation('path', ({ path }) => void files.stat(text(path))),
    stat: fileOperation('path', ({ path }) => ({ stats: fileStats(files.stat(text(path))) }), 'stats'),
    readFile: fileOperation(
      'filePath encoding position length',
      (options) => ({ data: read(options) }),
      'data',
    ),
    writeFile: fileOperation('filePath data encoding', ({ filePath, data, encoding }) => {
      const path = text(filePath)
      files.write(path, limited(bytesOfData(data, encoding), path))
    }),
    appendFile: fileOperation('filePath data encoding', ({ filePath, data, encoding }) =>
      files.append(text(filePath), bytesOfData(data, encoding)),
    ),
    rename: fileOperation('oldPath newPath', ({ oldPath, newPath }) =>
      files.rename(text(oldPath), text(newPath), knobs.renameExisting),
    ),
    unlink: fileOperation('filePath', ({ filePath }) => files.unlink(text(filePath))),
    mkdir: fileOperation('dirPath recursive', ({ dirPath, recursive }) => {
      const path = text(dirPath)
      const refuses = knobs.mkdirExisting === 'refuse' && files.exists(path)
      if (refuses) throw createProblem('exists', { path })
      files.mkdir(path, recursive === true)
    }),
    rmdir: fileOperation('dirPath recursive', ({ dirPath, recursive }) =>
      files.rmdir(text(dirPath), recursive === true),
    ),
    readdir: fileOperation('dirPath', ({ dirPath }) => ({ files: files.readdir(text(dirPath)) }), 'files'),
    saveFile: fileOperation(
      'tempFilePath filePath',
      ({ tempFilePath, filePath }) => {
        const target = filePath === undefined ? undefined : text(filePath)
        return { savedFilePath: files.save(text(tempFilePath), target, knobs.saveFileExisting) }
      },
      'savedFilePath',
    ),
    getFileInfo: fileOperation('filePath digestAlgorithm', info),
  }
}

/**
 * @param parameters - names, with spaces between them
 * @param run - its result is an object, or nothing
 */
function fileOperation(
  parameters: string,
  run: (options: FileArguments) => unknown,
  value?: string,
): FileOperation {
  return {
    parameters: parameters.split(' '),
    ...(value === undefined ? {} : { value }),
    run: (options) => ({ ...(run(options) as object | undefined) }),
  }
}

type FileChange = 'appendFile' | 'mkdir' | 'rename' | 'rmdir' | 'saveFile' | 'unlink' | 'writeFile'
export type FileOperationName = 'access' | 'getFileInfo' | 'readFile' | 'readdir' | 'stat' | FileChange

function fileStats({ isDirectory, size, accessedTime, modifiedTime }: DiskStat): FileStats {
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

export type DigestName = 'md5' | 'sha1' | 'sha256'

const algorithms = { md5, sha1, sha256 }

const pieceSize = 1024 * 1024

/** The digest of a file in hexadecimal, read piece by piece. */
export function digestFile(files: VirtualFileSystem, path: string, algorithm: DigestName): string {
  const hash = algorithms[algorithm].create()
  const { size } = files.stat(path)
  for (let position = 0; position < size; position += pieceSize)
    hash.update(files.read(path, position, pieceSize))
  return decodeText(hash.digest(), 'hex')
}

/** Does the work of an asynchronous file operation: at once, or when `fileDelay` is over. */
export function onSlowDisk({ clock, knobs }: HostContext, work: () => void): void {
  if (knobs.fileDelay > 0) clock.setTimeout(work, knobs.fileDelay)
  else work()
}

/** What the call was passed, as it is now: what the app does to its buffer while the disk takes its time changes nothing. */
export function optionsForLater<Options extends FileArguments>(
  { knobs }: HostContext,
  passed: Options,
): Options {
  // By its name, since it may be of another realm, as in a page under jsdom.
  const isBuffer = Object.prototype.toString.call(passed.data) === '[object ArrayBuffer]'
  if (!isBuffer || !(knobs.fileDelay > 0)) return { ...passed }
  return { ...passed, data: (passed.data as ArrayBuffer).slice(0) }
}

/** A file that is not there, or another that is. */
const affected: readonly ProblemKind[] = ['missing', 'temporary-missing', 'not-directory', 'exists']

/** What a file method says, whole, where it does not say what is wrong; else `undefined`. */
export function unspecificFileWords(
  fileWords: FailureKnobs['fileWords'],
  api: string,
  { kind, path = '' }: Problem,
): string | undefined {
  if (fileWords === 'own' || !affected.includes(kind)) return undefined
  return fileWords === 'bare' ? `${api}:fail` : `${api}:fail fail ${api} ${path}`
}

/** What a synchronous form was passed, one by one. */
export function positionalOptions(
  { parameters }: FileOperation,
  values: readonly unknown[],
): Record<string, unknown> {
  return Object.fromEntries(parameters.map((parameter, index) => [parameter, values[index]]))
}
