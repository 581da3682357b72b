import { alipayCall } from './alipay-call.js'
import type { AlipayContext } from './alipay-context.js'
import type { AlipayFailure } from './alipay-errors.js'
import type { Callbacks } from './callbacks.js'

type StorageResult = { success: boolean } & Partial<AlipayFailure>

/** Key-value storage of `my` (native-apis.md §5.4). Nothing throws: failures are returned. */
export interface AlipayStorage {
  setStorageSync(options: { key: string; data: unknown }): StorageResult
  /** `data` is `null` where there is nothing. */
  getStorageSync(options: { key: string }): { data: unknown; success: boolean }
  removeStorageSync(options: { key: string }): StorageResult
  clearStorageSync(): StorageResult
  /** Sizes in kilobytes. */
  getStorageInfoSync(): { keys: string[]; currentSize: number; limitSize: number; success: boolean }
  setStorage(options: Callbacks & { key: string; data: unknown }): Promise<object>
  getStorage(options: Callbacks & { key: string }): Promise<object>
  removeStorage(options: Callbacks & { key: string }): Promise<object>
  clearStorage(options?: Callbacks): Promise<object>
}

const overLimit: AlipayFailure = { error: 14, errorMessage: '超出存储限制' }

export function createAlipayStorage(context: AlipayContext): AlipayStorage {
  const { storage } = context
  const done = { success: true }
  const later = (callbacks: Callbacks, run: () => object) =>
    alipayCall(context, callbacks, run, () => ({ ...overLimit }))
  return {
    setStorageSync: ({ key, data }) =>
      storage.set(key, data) === undefined ? { ...done } : { success: false, ...overLimit },
    getStorageSync: ({ key }) => ({ data: storage.get(key) ?? null, success: true }),
    removeStorageSync: ({ key }) => {
      storage.remove(key)
      return { ...done }
    },
    clearStorageSync: () => {
      storage.clear()
      return { ...done }
    },
    getStorageInfoSync: () => ({
      keys: storage.keys(),
      currentSize: Math.ceil(storage.size() / 1024),
      limitSize: 10240,
      success: true,
    }),
    setStorage: (options) =>
      later(options, () => {
        if (storage.set(options.key, options.data) !== undefined) throw new Error('over the limit')
        return { ...done }
      }),
    getStorage: (options) => later(options, () => ({ data: storage.get(options.key) ?? null, ...done })),
    removeStorage: (options) =>
      later(options, () => {
        storage.remove(options.key)
        return { ...done }
      }),
    clearStorage: (options = {}) =>
      later(options, () => {
        storage.clear()
        return { ...done }
      }),
  }
}
