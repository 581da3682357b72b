/**
 * The file cache, for `createDownloader({ cache })`. Exported by `@miniferry/download-wechat` and `@miniferry/download-alipay`
 * alike.
 *
 * @module cache
 */
export type {
  CachedFile,
  CacheKeyRequest,
  CacheMode,
  CacheOptions,
  CacheRequest,
  DownloadCache,
  FileCache,
} from '@miniferry/download-wechat'
export { createFileCache } from '@miniferry/download-wechat'
