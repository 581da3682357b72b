import type * as binding from '@miniferry/download-wechat'
import type { SupportTable } from '@miniferry/download-wechat/platform'

export type * from '@miniferry/download-wechat'
export type { FeatureSupport } from '@miniferry/download-wechat/platform'

type UsedName =
  | 'downloadFile'
  | 'supports'
  | 'timingPhases'
  | 'createDownloader'
  | 'downloadAll'
  | 'createFileCache'

/**
 * What the pages use of Miniferry. `@miniferry/download-wechat` and `@miniferry/download-alipay` both are one,
 * since they export the same names; each native project passes its own in.
 */
export interface DownloadLibrary extends Pick<typeof binding, UsedName> {
  readonly supportTable: SupportTable
  /** Bytes that one file of the app may have. */
  readonly fileBytes: number
}
