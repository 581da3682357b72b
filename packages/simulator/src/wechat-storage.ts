import type { WechatContext } from './wechat-context.js'

/** Key-value storage of `wx` (native-apis.md §5.4): the synchronous forms, which throw. */
export interface WechatStorage {
  setStorageSync(key: string, data: unknown): void
  /** `''` where there is nothing. */
  getStorageSync(key: string): unknown
  removeStorageSync(key: string): void
}

const limitWords = { entry: 'entry size limit reached', total: 'exceed storage max size 10Mb' }

export function createWechatStorage({ storage }: WechatContext): WechatStorage {
  return {
    setStorageSync: (key, data) => {
      const limit = storage.set(key, data)
      if (limit !== undefined) throw new Error(`setStorageSync:fail ${limitWords[limit]}`)
    },
    getStorageSync: (key) => storage.get(key) ?? '',
    removeStorageSync: storage.remove,
  }
}
