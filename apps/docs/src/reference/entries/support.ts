/**
 * What the client can do that the code runs on. Exported by `@miniferry/download-wechat` and
 * `@miniferry/download-alipay` alike.
 *
 * @module support
 */
export type { Feature, FeatureSupport, SupportTable } from '@miniferry/download-wechat'
export { supports, supportTable } from '@miniferry/download-wechat'
