import type { FileDialect } from '../../src/index.js'

type Options = Record<string, unknown> & {
  success(payload: unknown): void
  fail(payload: unknown): void
}

/**
 * A file system whose methods answer as the test says: what `answers[method]` returns is the success payload, what it
 * throws the failure. Keeps the calls.
 */
export function createStubFileSystem(answers: Record<string, (options: Options) => unknown>) {
  const calls: [method: string, options: Record<string, unknown>][] = []
  const manager = Object.fromEntries(
    Object.entries(answers).map(([method, answer]) => [
      method,
      ({ success, fail, ...options }: Options) => {
        calls.push([method, options])
        try {
          success(answer({ success, fail, ...options }))
        } catch (failure) {
          fail(failure)
        }
      },
    ]),
  )
  const dialect: FileDialect = {
    platform: 'stub',
    host: () => ({ getFileSystemManager: () => manager, env: { USER_DATA_PATH: 'usr:/' } }),
    failure: (api, native) => ({
      code: native instanceof TypeError ? 'unsupported' : 'file-system',
      errMsg: `${api}:fail ${String(native)}`,
      errno: undefined,
      native,
    }),
    missing: /^undefined \w+:fail missing$/,
    present: /^undefined \w+:fail present$/,
    denied: /^undefined \w+:fail denied$/,
    vague: /^undefined \w+:fail (?!full)/,
    digests: ['md5'],
  }
  return { dialect, calls }
}

/** An answer that is a failure. */
export function failing(native: string) {
  return (): never => {
    throw native
  }
}
