import { snapshotOptions } from '../download-file/options.js'
import { validateOptions } from '../download-file/validation.js'
import type { DownloaderConfig } from '../downloader/downloader.js'
import { pathId } from '../downloader/paths.js'
import type { Platform } from '../platform.js'
import type { CachedFile, CacheRequest, DownloadCache } from './download-cache.js'
import type { FileCache } from './file-cache.js'
import { isFresh } from './freshness.js'
import type { CacheKeyRequest } from './options.js'
import { readFile, type StoredFile } from './stored-file.js'

/** What an app can do with the files of a downloader. Rejects with `invalid-argument` for a request that cannot be one. */
export function createDownloadCache(
  cache: FileCache | undefined,
  config: DownloaderConfig,
  platform: Platform,
  warn: (problem: string) => void,
): DownloadCache {
  const resolve = (given: string | CacheRequest): CacheKeyRequest => {
    const { url, header } = snapshotOptions(typeof given === 'string' ? { url: given, header: {} } : given)
    const request = { url, header: { ...config.header, ...header } }
    validateOptions(request, platform, warn)
    return request
  }
  const find = async (given: string | CacheRequest): Promise<StoredFile | undefined> => {
    const request = resolve(given)
    return cache && (await cache.find(request))
  }
  const describe = ({ store, options }: FileCache, file: StoredFile): CachedFile => ({
    url: file.url,
    filePath: store.pathOf(file),
    size: file.size,
    stored: file.stored,
    isFresh: isFresh(file, options, Date.now()),
    isPinned: file.isPinned === true,
    header: { ...file.header },
  })
  const setPinned = async (given: string | CacheRequest, isPinned: boolean): Promise<boolean> => {
    const request = resolve(given)
    for (;;) {
      const file = await cache?.find(request)
      if (cache === undefined || file === undefined) return false
      // A new version may take its place at any moment.
      if (await cache.store.update(file.name, { isPinned })) return true
    }
  }
  return {
    async get(given) {
      const file = await find(given)
      if (file === undefined || cache === undefined) return undefined
      cache.store.use(file)
      cache.lend(file)
      return describe(cache, file)
    },
    has: (given) => find(given).then((file) => file !== undefined),
    pin: (given) => setPinned(given, true),
    async unpin(given) {
      const isDone = await setPinned(given, false)
      if (cache && isDone) await cache.store.shrink(cache.options.maxBytes)
      return isDone
    },
    async delete(given) {
      const request = resolve(given)
      if (cache === undefined) return false
      const key = cache.keyOf(request)
      if (key === undefined) return false
      const digest = pathId(key)
      await cache.open()
      const count = await cache.store.removeWhere(
        (line) => line.digest === digest && readFile(line)?.key === key,
      )
      return count > 0
    },
    async clear() {
      if (cache === undefined) return
      await cache.open()
      await cache.store.removeWhere(() => true)
    },
    async size() {
      return cache ? (await cache.open()).bytes : 0
    },
    async entries() {
      const entries: CachedFile[] = []
      for (const line of cache ? (await cache.open()).all() : []) {
        const file = readFile(line)
        if (cache && file) entries.push(describe(cache, file))
      }
      return entries
    },
    async resize(maxBytes) {
      validateOptions({ url: 'https://example.com', maxBytes }, platform, warn, [
        ['a positive number of bytes', /^number (?!0$)\d/, ['maxBytes']],
      ])
      if (cache) await cache.resize(maxBytes)
    },
  }
}
