import { alipayCall } from './alipay-call.js'
import type { AlipayContext } from './alipay-context.js'
import type { AlipayFailure } from './alipay-errors.js'
import type { Callbacks } from './callbacks.js'
import { type StorageInfo, storageInfo } from './key-value-storage.js'

type StorageResult = { success: boolean } & Partial<AlipayFailure>

/** Key-value storage of `my` (native-apis.md §5.4). Nothing throws: failures are returned. */
export interface AlipayStorage {
  setStorageSync(options: { key: string; data: unknown }): StorageResult
  /** `data` is `null` where there is nothing. */
  getStorageSync(options: { key: string }): { data: unknown; success: boolean }
  removeStorageSync(options: { key: string }): StorageResult
  clearStorageSync(): StorageResult
  getStorageInfoSync(): StorageInfo & { success: boolean }
  setStorage(options: Callbacks & { key: string; data: unknown }): Promise<object>
  getStorage(options: Callbacks & { key: string }): Promise<object>
  removeStorage(options: Callbacks & { key: string }): Promise<object>
  clearStorage(options?: Callbacks): Promise<object>
}

const overLimit: AlipayFailure = { error: 14, errorMessage: '超出存储限制' }

export function createAlipayStorage(context: AlipayContext): AlipayStorage {
  const { storage } = context
  const operations = {
    setStorage: ({ key, data }: { key: string; data: unknown }) => {
      if (storage.set(key, data) !== undefined) throw overLimit
    },
    getStorage: ({ key }: { key: string }) => ({ data: storage.get(key) ?? null }),
    removeStorage: ({ key }: { key: string }) => storage.remove(key),
    clearStorage: storage.clear,
  }
  const methods = Object.entries(operations).flatMap(([name, operation]) => {
    const run = (options: object) => ({ ...operation(options as never), success: true })
    const synchronous = (options: object) => {
      try {
        return run(options)
      } catch (thrown) {
        if (thrown !== overLimit) throw thrown
        return { success: false, ...overLimit }
      }
    }
    const asynchronous = (options: Callbacks = {}) =>
      alipayCall(
        context,
        options,
        () => run(options),
        () => ({ ...overLimit }),
      )
    return [
      [`${name}Sync`, synchronous],
      [name, asynchronous],
    ]
  })
  const getStorageInfoSync = () => ({ ...storageInfo(storage), success: true })
  return { ...Object.fromEntries(methods), getStorageInfoSync }
}
