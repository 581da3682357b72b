// All that an app uses. Each part is an entry of its own as well, since the packers of the vendors drop nothing of a file.

import type { Feature } from '@miniferry/download-core'
import { getGlobalHost } from './host.js'
import { createSupports } from './support.js'

/** Whether this very client has a feature: the host is asked for its version at the first question that needs it. */
export const supports: (feature: Feature) => boolean = /* @__PURE__ */ createSupports(getGlobalHost)

export type { Feature } from '@miniferry/download-core'
// By name: several entries have them, and what a star finds twice may be in none.
export { DownloadError, isDownloadError } from '@miniferry/download-core'
export * from './cache.js'
export * from './download-file.js'
export * from './downloader.js'
