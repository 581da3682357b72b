/**
 * Why a download failed. Exported by `@miniferry/download-wechat` and `@miniferry/download-alipay` alike.
 *
 * @module errors
 */
export type { DownloadErrorCode, DownloadErrorInit } from '@miniferry/download-wechat'
export { DownloadError, isDownloadError } from '@miniferry/download-wechat'
