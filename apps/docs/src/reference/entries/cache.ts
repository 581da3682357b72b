/**
 * The files that a downloader keeps: `createDownloader({ cache })` and `downloader.cache`. Exported by
 * `@miniferry/download-wechat` and `@miniferry/download-alipay` alike.
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
} from '@miniferry/download-wechat'
