import {
  type CacheOptions,
  createFileCache as createFileCacheOf,
  type FileCache,
} from '@miniferry/download-core'
import { globalPlatform } from './create-platform.js'

/** Makes a file cache for `createDownloader`. Throws a `DownloadError` for an option that is not what it has to be. */
export function createFileCache(options: CacheOptions): FileCache {
  return createFileCacheOf({ platform: globalPlatform(), ...options })
}

export type {
  CachedFile,
  CacheKeyRequest,
  CacheOptions,
  CacheRequest,
  DownloadErrorCode,
  DownloadErrorInit,
  FileCache,
} from '@miniferry/download-core'
export { DownloadError, isDownloadError } from '@miniferry/download-core'
