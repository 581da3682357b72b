import { createWarning } from '../binding/host.js'
import { snapshotOptions } from '../download-file/options.js'
import {
  downloadRules,
  type FieldRules,
  fieldRules,
  validateFields,
  validateOptions,
} from '../download-file/validation.js'
import { destinations } from '../downloader/downloader.js'
import { pathId } from '../downloader/paths.js'
import { checkPlatform } from '../downloader/resolve-request.js'
import type { Platform } from '../platform.js'
import { cachedDownloads } from './cached-download.js'
import { createCachedFiles } from './cached-files.js'
import type { CachedFile, CacheKeyRequest, CacheOptions, CacheRequest, FileCache } from './file-cache.js'
import { isFresh } from './freshness.js'
import { readFile, type StoredFile } from './stored-file.js'

const rules: FieldRules = /* @__PURE__ */ fieldRules([
  ['a positive number of bytes', /^number (?!0$)\d/, ['maxBytes']],
  ['a number from 0 on', /^number (\d|Infinity)/, ['maxAge']],
  ['a boolean or a number of milliseconds from 0 on', /^boolean|^number (\d|Infinity)/, ['staleIfError']],
  ['a boolean', /^boolean/, ['heuristic']],
  ['a function', /^function/, ['key']],
  ['', /^/, ['directory', 'platform']],
])

const keyRules: FieldRules = /* @__PURE__ */ fieldRules(
  [['a text that is not empty', /^string [\s\S]/, ['key']]],
  downloadRules,
)

/**
 * Makes a cache to be given to `createDownloader`. Throws for an option that is not what it has to be. Two caches of one directory know of
 * the same files; each keeps them within its own `maxBytes`.
 */
export function createFileCache(given: CacheOptions & { readonly platform: Platform }): FileCache {
  const options = { ...given }
  const { platform } = options
  const warn = createWarning()
  checkPlatform(platform)
  const validate = (fields: object): void =>
    // It has no default.
    validateFields({ maxBytes: null, ...fields }, platform, warn, rules)
  validate(options)
  const files = createCachedFiles(options, warn)

  const resolve = (asked: string | CacheRequest): CacheKeyRequest => {
    const {
      url,
      header = {},
      key,
    } = snapshotOptions<CacheRequest>(typeof asked === 'string' ? { url: asked } : asked)
    const request = { url, header, ...(key !== undefined && { key }) }
    validateOptions(request, platform, warn, keyRules)
    return request
  }
  const find = async (asked: string | CacheRequest): Promise<StoredFile | undefined> =>
    files.find(resolve(asked))
  const describe = (file: StoredFile): CachedFile => ({
    url: file.url,
    filePath: files.store.pathOf(file),
    size: file.size,
    stored: file.stored,
    isFresh: isFresh(file, options, Date.now()),
    isPinned: file.isPinned === true,
    header: { ...file.header },
  })
  const setPinned = async (asked: string | CacheRequest, isPinned: boolean): Promise<boolean> => {
    const request = resolve(asked)
    for (;;) {
      const file = await files.find(request)
      if (file === undefined) return false
      // A new version may take its place at any moment.
      if (await files.store.update(file.name, { isPinned })) return true
    }
  }
  return {
    // It is told from an object of options by its name.
    [Symbol.toStringTag]: 'FileCache',
    [destinations]: cachedDownloads(files, platform),
    async get(asked) {
      const file = await find(asked)
      if (file === undefined) return undefined
      files.store.use(file)
      files.lend(file)
      return describe(file)
    },
    has: (asked) => find(asked).then((file) => file !== undefined),
    pin: (asked) => setPinned(asked, true),
    async unpin(asked) {
      const isDone = await setPinned(asked, false)
      if (isDone) await files.store.shrink(options.maxBytes)
      return isDone
    },
    async delete(asked) {
      const key = files.keyOf(resolve(asked))
      if (key === undefined) return false
      const digest = pathId(key)
      await files.open()
      const count = await files.store.removeWhere(
        (line) => line.digest === digest && readFile(line)?.key === key,
      )
      return count > 0
    },
    async clear() {
      await files.open()
      await files.store.removeWhere(() => true)
    },
    size: async () => (await files.open()).bytes,
    async entries() {
      const entries: CachedFile[] = []
      for (const line of (await files.open()).all()) {
        const file = readFile(line)
        if (file) entries.push(describe(file))
      }
      return entries
    },
    async resize(maxBytes) {
      validate({ maxBytes })
      await files.resize(maxBytes)
    },
  } as FileCache
}
