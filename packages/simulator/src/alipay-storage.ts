import type { AlipayContext } from './alipay-context.js'
import type { AlipayFailure } from './alipay-errors.js'

type StorageResult = { success: boolean } & Partial<AlipayFailure>

/** Key-value storage of `my` (native-apis.md §5.4): the synchronous forms. Nothing throws: failures are returned. */
export interface AlipayStorage {
  setStorageSync(options: { key: string; data: unknown }): StorageResult
  /** `data` is `null` where there is nothing. */
  getStorageSync(options: { key: string }): { data: unknown; success: boolean }
  removeStorageSync(options: { key: string }): StorageResult
}

export function createAlipayStorage({ storage }: AlipayContext): AlipayStorage {
  return {
    setStorageSync: ({ key, data }) => {
      if (storage.set(key, data) === undefined) return { success: true }
      return { success: false, error: 14, errorMessage: '超出存储限制' }
    },
    getStorageSync: ({ key }) => ({ data: storage.get(key) ?? null, success: true }),
    removeStorageSync: ({ key }) => {
      storage.remove(key)
      return { success: true }
    },
  }
}
