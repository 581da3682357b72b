import { answerLater, type Callbacks } from './callbacks.js'
import { type StorageInfo, storageInfo } from './key-value-storage.js'
import type { WechatContext } from './wechat-context.js'

/** Key-value storage of `wx` (native-apis.md §5.4). The synchronous forms throw. */
export interface WechatStorage {
  setStorageSync(key: string, data: unknown): void
  /** `''` where there is nothing. */
  getStorageSync(key: string): unknown
  removeStorageSync(key: string): void
  clearStorageSync(): void
  getStorageInfoSync(): StorageInfo
  setStorage(options: Callbacks & { key: string; data: unknown }): void
  getStorage(options: Callbacks & { key: string }): void
  removeStorage(options: Callbacks & { key: string }): void
  clearStorage(options?: Callbacks): void
}

const limitWords = { entry: 'entry size limit reached', total: 'exceed storage max size 10Mb' }

export function createWechatStorage(context: WechatContext): WechatStorage {
  const { storage } = context
  const set = (api: string, key: string, data: unknown) => {
    const limit = storage.set(key, data)
    if (limit !== undefined) throw new Error(`${api}:fail ${limitWords[limit]}`)
  }
  /** `run` returns what the result has beside its `errMsg`, or nothing. */
  const later = (api: string, callbacks: Callbacks, run: () => unknown) =>
    answerLater(
      context,
      callbacks,
      () => ({ ...(run() as object | undefined), errMsg: `${api}:ok` }),
      (thrown) => ({ errMsg: (thrown as Error).message }),
    )
  const get = (key: string) => {
    const data = storage.get(key)
    if (data === undefined) throw new Error('getStorage:fail data not found')
    return { data }
  }
  return {
    setStorageSync: (key, data) => set('setStorageSync', key, data),
    getStorageSync: (key) => storage.get(key) ?? '',
    removeStorageSync: storage.remove,
    clearStorageSync: storage.clear,
    getStorageInfoSync: () => storageInfo(storage),
    setStorage: (options) => later('setStorage', options, () => set('setStorage', options.key, options.data)),
    getStorage: (options) => later('getStorage', options, () => get(options.key)),
    removeStorage: (options) => later('removeStorage', options, () => storage.remove(options.key)),
    clearStorage: (options = {}) => later('clearStorage', options, storage.clear),
  }
}
