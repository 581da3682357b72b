/**
 * What a binding to a host is made of. The seam itself is exported by all packages; the functions that build one are
 * exported by `@miniferry/download-core` only, and are free to change with any release.
 *
 * @module platform
 */
export * from '@miniferry/download-core'
export { createPlatform } from '@miniferry/download-wechat/platform'
