import { alipayCall } from './alipay-call.js'
import type { AlipayContext } from './alipay-context.js'
import { alipayFileFailure } from './alipay-errors.js'
import type { Callbacks } from './callbacks.js'
import {
  createFileOperations,
  type FileArguments,
  type FileOperationName,
  onSlowDisk,
  optionsForLater,
  positionalOptions,
} from './file-operations.js'
import { logCall } from './host-context.js'
import { asProblem } from './problem.js'

export type AlipayFileOptions = Callbacks & Readonly<Record<string, unknown>>

/** native-apis.md §5.2. The synchronous forms take their arguments one by one or as an object, and return an object. */
export type AlipayFileSystemManager = {
  [Name in FileOperationName]: (options: AlipayFileOptions) => Promise<object>
} & { [Name in FileOperationName as `${Name}Sync`]: (...values: unknown[]) => Record<string, unknown> }

/** `my.getFileSystemManager()`: no open files, no positions. */
export function createAlipayFileSystemManager(context: AlipayContext): AlipayFileSystemManager {
  const { knobs } = context
  const operations = createFileOperations(context, {
    digests: ['md5', 'sha1'],
    readsRanges: false,
  })
  const manager: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries(operations)) {
    const run = (options: FileArguments) => alipayResult(name, operation.run(options))
    const failureOf = (thrown: unknown) => alipayFileFailure(name, asProblem(thrown), knobs.fileWords)
    manager[name] = (passed: AlipayFileOptions) => {
      const options = optionsForLater(context, passed)
      logCall(context, `FileSystemManager.${name}`, options)
      return alipayCall(
        context,
        options,
        () => run(options),
        failureOf,
        (work) => onSlowDisk(context, work),
      )
    }
    manager[`${name}Sync`] = (...values: unknown[]) => {
      const [first] = values
      const isObject = typeof first === 'object' && first !== null
      const options = isObject ? { ...first } : positionalOptions(operation, values)
      logCall(context, `FileSystemManager.${name}Sync`, options)
      try {
        return run(options)
      } catch (thrown) {
        const failure = failureOf(thrown)
        throw Object.assign(new Error(failure.errorMessage), failure)
      }
    }
  }
  return manager as AlipayFileSystemManager
}

/** `{ success: true }` and what the operation found. */
function alipayResult(name: string, result: Record<string, unknown>): object {
  if (name !== 'readFile') return { success: true, ...result }
  return { success: true, ...result, dataType: typeof result.data === 'string' ? 'string' : 'arrayBuffer' }
}
