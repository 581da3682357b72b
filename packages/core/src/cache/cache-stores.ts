import type { Platform, TransferSlots } from '../platform.js'
import { type CacheStore, createCacheStore } from './cache-store.js'

const storesOfHosts = /* @__PURE__ */ new WeakMap<TransferSlots, Map<string, CacheStore>>()

/** The store of a folder: all downloaders of a host that use one folder know of the same files. */
export function cacheStore(platform: Platform, directory: string): CacheStore {
  const stores = storesOfHosts.get(platform.slots) || new Map<string, CacheStore>()
  const store = stores.get(directory) || createCacheStore(platform, directory)
  storesOfHosts.set(platform.slots, stores.set(directory, store))
  return store
}
