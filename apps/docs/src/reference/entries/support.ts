/**
 * What the client can do that the code runs on. Exported by `@miniferry/download-wechat` and
 * `@miniferry/download-alipay` alike.
 *
 * @module support
 */
export type { Feature } from '@miniferry/download-wechat'
export { supports } from '@miniferry/download-wechat'
export type { FeatureSupport, SupportTable } from '@miniferry/download-wechat/platform'
export { supportTable } from '@miniferry/download-wechat/platform'
