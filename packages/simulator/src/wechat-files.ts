import { answerLater, type Callbacks } from './callbacks.js'
import {
  createFileOperations,
  type FileOperationName,
  type FileStats,
  onSlowDisk,
  optionsForLater,
  positionalOptions,
} from './file-operations.js'
import { logCall } from './host-context.js'
import { asProblem } from './problem.js'
import type { WechatContext } from './wechat-context.js'
import { wechatFileFailure } from './wechat-errors.js'

export type WechatFileOptions = Callbacks & Readonly<Record<string, unknown>>

/** native-apis.md §5.2, without open files. The synchronous forms take their arguments one by one. */
export type WechatFileSystemManager = {
  [Name in FileOperationName]: (options: WechatFileOptions) => void
} & WechatSynchronousFiles

/** They return what they found, and throw an error whose message is the errMsg. */
export interface WechatSynchronousFiles {
  accessSync(path: string): void
  appendFileSync(filePath: string, data: string | ArrayBuffer, encoding?: string): void
  mkdirSync(dirPath: string, recursive?: boolean): void
  /** A buffer, unless an encoding is given. */
  readFileSync(filePath: string, encoding?: string, position?: number, length?: number): string | ArrayBuffer
  readdirSync(dirPath: string): string[]
  renameSync(oldPath: string, newPath: string): void
  rmdirSync(dirPath: string, recursive?: boolean): void
  /** Returns where the file is now. */
  saveFileSync(tempFilePath: string, filePath?: string): string
  statSync(path: string): FileStats
  unlinkSync(filePath: string): void
  writeFileSync(filePath: string, data: string | ArrayBuffer, encoding?: string): void
}

/** The base libraries that brought them (native-apis.md §5.2); the rest came with the manager itself. */
const sinceVersions: Readonly<Record<string, string>> = { appendFile: '2.1.0' }

/** `wx.getFileSystemManager()`. Built by name, and without what the base library lacks. */
export function createWechatFileSystemManager(context: WechatContext): WechatFileSystemManager {
  const operations = createFileOperations(context, {
    digests: ['md5', 'sha1', 'sha256'],
    readsRanges: context.sinceSDK('2.10.0'),
  })
  const manager: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries(operations)) {
    if (!context.sinceSDK(sinceVersions[name] ?? '1.9.9')) continue
    const failure = (api: string) => (thrown: unknown) =>
      wechatFileFailure(api, asProblem(thrown), context.knobs.fileWords)
    manager[name] = (passed: WechatFileOptions): void => {
      const options = optionsForLater(context, passed)
      logCall(context, `FileSystemManager.${name}`, options)
      const run = () => ({ ...operation.run(options), errMsg: `${name}:ok` })
      onSlowDisk(context, () => answerLater(context, options, run, failure(name)))
    }
    // It has no synchronous form.
    if (name === 'getFileInfo') continue
    manager[`${name}Sync`] = (...values: unknown[]): unknown => {
      const options = positionalOptions(operation, values)
      logCall(context, `FileSystemManager.${name}Sync`, options)
      try {
        const result = operation.run(options)
        return operation.value === undefined ? undefined : result[operation.value]
      } catch (thrown) {
        throw new Error(failure(`${name}Sync`)(thrown).errMsg, { cause: thrown })
      }
    }
  }
  return manager as unknown as WechatFileSystemManager
}
