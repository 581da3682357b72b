import { type Callbacks, settleCallbacks } from './callbacks.js'
import type { WechatContext } from './wechat-context.js'

/** Key-value storage of `wx` (native-apis.md §5.4). The synchronous forms throw. */
export interface WechatStorage {
  setStorageSync(key: string, data: unknown): void
  /** `''` where there is nothing. */
  getStorageSync(key: string): unknown
  removeStorageSync(key: string): void
  clearStorageSync(): void
  /** Sizes in kilobytes. */
  getStorageInfoSync(): { keys: string[]; currentSize: number; limitSize: number }
  setStorage(options: Callbacks & { key: string; data: unknown }): void
  getStorage(options: Callbacks & { key: string }): void
  removeStorage(options: Callbacks & { key: string }): void
  clearStorage(options?: Callbacks): void
}

export function createWechatStorage({ storage, deliver }: WechatContext): WechatStorage {
  const set = (api: string, key: string, data: unknown) => {
    const limit = storage.set(key, data)
    if (limit === 'entry') throw new Error(`${api}:fail entry size limit reached`)
    if (limit === 'total') throw new Error(`${api}:fail exceed storage max size 10Mb`)
  }
  const later = (api: string, callbacks: Callbacks, run: () => object) => {
    try {
      const result = { ...run(), errMsg: `${api}:ok` }
      deliver(() => settleCallbacks(callbacks, 'success', result))
    } catch (error) {
      deliver(() => settleCallbacks(callbacks, 'fail', { errMsg: (error as Error).message }))
    }
  }
  return {
    setStorageSync: (key, data) => set('setStorageSync', key, data),
    getStorageSync: (key) => storage.get(key) ?? '',
    removeStorageSync: storage.remove,
    clearStorageSync: storage.clear,
    getStorageInfoSync: () => ({
      keys: storage.keys(),
      currentSize: Math.ceil(storage.size() / 1024),
      limitSize: 10240,
    }),
    setStorage: (options) =>
      later('setStorage', options, () => {
        set('setStorage', options.key, options.data)
        return {}
      }),
    getStorage: (options) =>
      later('getStorage', options, () => {
        const data = storage.get(options.key)
        if (data === undefined) throw new Error('getStorage:fail data not found')
        return { data }
      }),
    removeStorage: (options) =>
      later('removeStorage', options, () => {
        storage.remove(options.key)
        return {}
      }),
    clearStorage: (options = {}) =>
      later('clearStorage', options, () => {
        storage.clear()
        return {}
      }),
  }
}
