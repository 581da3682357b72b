import { type Callbacks, settleCallbacks } from './callbacks.js'
import {
  createFileOperations,
  type FileOperation,
  type FileOperationName,
  type FileStats,
  wholeResult,
} from './file-operations.js'
import { logCall } from './host-context.js'
import { asProblem } from './problem.js'
import { onSlowDisk, optionsForLater } from './slow-disk.js'
import type { WechatContext } from './wechat-context.js'
import { createDescriptorOperations, type DescriptorOperationName } from './wechat-descriptors.js'
import { wechatFileFailure } from './wechat-file-errors.js'

export type WechatFileOptions = Callbacks & Readonly<Record<string, unknown>>

/** native-apis.md §5.2. The synchronous forms take their arguments one by one, those of file descriptors as an object. */
export type WechatFileSystemManager = {
  [Name in FileOperationName | DescriptorOperationName]: (options: WechatFileOptions) => void
} & WechatSynchronousFiles & {
    [Name in DescriptorOperationName as `${Name}Sync`]: (options: object) => unknown
  }

/** They return what they found, and throw an error whose message is the errMsg. */
export interface WechatSynchronousFiles {
  accessSync(path: string): void
  appendFileSync(filePath: string, data: string | ArrayBuffer, encoding?: string): void
  copyFileSync(srcPath: string, destPath: string): void
  mkdirSync(dirPath: string, recursive?: boolean): void
  /** A buffer, unless an encoding is given. */
  readFileSync(filePath: string, encoding?: string, position?: number, length?: number): string | ArrayBuffer
  readdirSync(dirPath: string): string[]
  renameSync(oldPath: string, newPath: string): void
  rmdirSync(dirPath: string, recursive?: boolean): void
  /** Returns where the file is now. */
  saveFileSync(tempFilePath: string, filePath?: string): string
  /** An array for a folder with `recursive`. */
  statSync(path: string, recursive?: boolean): FileStats | { path: string; stats: FileStats }[]
  unlinkSync(filePath: string): void
  writeFileSync(filePath: string, data: string | ArrayBuffer, encoding?: string): void
}

const asynchronousOnly = ['getFileInfo', 'getSavedFileList', 'removeSavedFile']

/** The base libraries that brought them (native-apis.md §5.2); the rest came with the manager itself. */
const sinceVersions: Readonly<Record<string, string>> = { appendFile: '2.1.0' }

/** `wx.getFileSystemManager()`. */
export function createWechatFileSystemManager(context: WechatContext): WechatFileSystemManager {
  const { files, knobs } = context
  const shared = createFileOperations(files, {
    renameExisting: () => knobs.renameExisting,
    saveFileExisting: () => knobs.saveFileExisting,
    mkdirExisting: () => knobs.mkdirExisting,
    folderStats: (entries) => entries.map(({ path, stats }) => ({ path: `/${path}`, stats })),
    digests: ['md5', 'sha1', 'sha256'],
    readsRanges: context.since('2.10.0'),
    callBytes: () => knobs.maxCallBytes,
  })
  const manager: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries(shared)) {
    if (!context.since(sinceVersions[name] ?? '1.9.9')) continue
    manager[name] = asynchronous(context, name, operation)
    if (!asynchronousOnly.includes(name)) manager[`${name}Sync`] = positional(context, name, operation)
  }
  if (context.since('2.16.1')) {
    for (const [name, operation] of Object.entries(createDescriptorOperations(files))) {
      manager[name] = asynchronous(context, name, operation)
      manager[`${name}Sync`] = (options: Record<string, unknown>) =>
        synchronous(context, `${name}Sync`, operation, { ...options })
    }
  }
  // Built by name, and without what the base library lacks.
  return manager as unknown as WechatFileSystemManager
}

/** Without `fileDelay` the work is done at once; the callbacks come later. */
function asynchronous(context: WechatContext, name: string, operation: FileOperation) {
  return (passed: WechatFileOptions): void => {
    const options = optionsForLater(context, passed)
    logCall(context, `FileSystemManager.${name}`, options)
    onSlowDisk(context, () => {
      try {
        const result = { ...operation.run(options), errMsg: `${name}:ok` }
        context.deliver(() => settleCallbacks(options, 'success', result))
      } catch (thrown) {
        const failure = wechatFileFailure(name, asProblem(thrown), context.knobs.fileWords)
        context.deliver(() => settleCallbacks(options, 'fail', failure))
      }
    })
  }
}

function positional(context: WechatContext, name: string, operation: FileOperation) {
  return (...values: unknown[]): unknown => {
    const named = operation.parameters.map((parameter, index) => [parameter, values[index]])
    return synchronous(context, `${name}Sync`, operation, Object.fromEntries(named))
  }
}

/** Throws an error whose message is the errMsg. */
function synchronous(
  context: WechatContext,
  name: string,
  operation: FileOperation,
  options: Record<string, unknown>,
): unknown {
  logCall(context, `FileSystemManager.${name}`, options)
  try {
    const result = operation.run(options)
    if (operation.value === undefined) return undefined
    return operation.value === wholeResult ? result : result[operation.value]
  } catch (thrown) {
    throw new Error(wechatFileFailure(name, asProblem(thrown), context.knobs.fileWords).errMsg, {
      cause: thrown,
    })
  }
}
