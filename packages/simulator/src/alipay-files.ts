import { alipayCall } from './alipay-call.js'
import type { AlipayContext } from './alipay-context.js'
import { alipayFileFailure } from './alipay-errors.js'
import type { Callbacks } from './callbacks.js'
import { createFileOperations, type FileOperation, type FileOperationName } from './file-operations.js'
import { logCall } from './host-context.js'
import { asProblem } from './problem.js'
import { onSlowDisk, optionsForLater } from './slow-disk.js'

export type AlipayFileOptions = Callbacks & Readonly<Record<string, unknown>>

/** native-apis.md §5.2. The synchronous forms take their arguments one by one or as an object, and return an object. */
export type AlipayFileSystemManager = {
  [Name in FileOperationName]: (options: AlipayFileOptions) => Promise<object>
} & { [Name in FileOperationName as `${Name}Sync`]: (...values: unknown[]) => Record<string, unknown> }

/** `my.getFileSystemManager()`: no open files, no positions. */
export function createAlipayFileSystemManager(context: AlipayContext): AlipayFileSystemManager {
  const { files, knobs } = context
  const operations = createFileOperations(files, {
    renameExisting: () => knobs.renameExisting,
    saveFileExisting: () => knobs.saveFileExisting,
    mkdirExisting: () => knobs.mkdirExisting,
    folderStats: (entries) => Object.fromEntries(entries.map(({ path, stats }) => [path || '.', stats])),
    digests: ['md5', 'sha1'],
    readsRanges: false,
    callBytes: () => knobs.maxCallBytes,
  })
  const manager: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries(operations)) {
    manager[name] = (passed: AlipayFileOptions) => {
      const options = optionsForLater(context, passed)
      logCall(context, `FileSystemManager.${name}`, options)
      return alipayCall(
        context,
        options,
        () => alipayResult(name, operation, options),
        (thrown) => alipayFileFailure(name, asProblem(thrown), context.knobs.fileWords),
        (work) => onSlowDisk(context, work),
      )
    }
    manager[`${name}Sync`] = (...values: unknown[]) => synchronous(context, name, operation, values)
  }
  return manager as AlipayFileSystemManager
}

function synchronous(
  context: AlipayContext,
  name: string,
  operation: FileOperation,
  values: readonly unknown[],
): Record<string, unknown> {
  const [first] = values
  const isObject = typeof first === 'object' && first !== null
  const options = isObject
    ? { ...first }
    : Object.fromEntries(operation.parameters.map((parameter, index) => [parameter, values[index]]))
  logCall(context, `FileSystemManager.${name}Sync`, options)
  try {
    return alipayResult(name, operation, options)
  } catch (thrown) {
    const failure = alipayFileFailure(name, asProblem(thrown), context.knobs.fileWords)
    if (context.knobs.syncFileErrors === 'returned') return { ...failure }
    throw Object.assign(new Error(failure.errorMessage), failure)
  }
}

/** `{ success: true }` and what the operation found. */
function alipayResult(
  name: string,
  operation: FileOperation,
  options: Record<string, unknown>,
): Record<string, unknown> {
  const result = operation.run(options)
  if (name !== 'readFile') return { success: true, ...result }
  return { success: true, ...result, dataType: typeof result.data === 'string' ? 'string' : 'arrayBuffer' }
}
