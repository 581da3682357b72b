import type { CacheMode, DownloadResult } from '@miniferry/download-core'
import { type CacheServer, isSame } from './cache-server.js'

/** What came of a download, and what was wanted. */
export interface HandedOut {
  readonly name: string
  /** Which of the variants of the server. */
  readonly variant: string
  readonly mode: CacheMode
  readonly result: DownloadResult
  readonly bytes: Uint8Array
}

/** Milliseconds for which the server says that a file is fresh. */
export const freshFor = 60_000

/** Whether the bytes are of a version that may be handed out now; says what is wrong where they are not. */
export function judgeFile(server: CacheServer, handedOut: HandedOut): string | undefined {
  const { name, variant, mode, result, bytes } = handedOut
  const { fromCache, isStale, attempts, timing } = result
  const history = server.historyOf(name)
  const versions = history.map((_, index) => index + 1)
  const found = versions.filter((version) => isSame(bytes, server.bytesOf(name, version, variant)))
  const words = `${name} for ${mode}, ${JSON.stringify({ fromCache, isStale, attempts })}`
  if (found.length === 0) return `${words}: the bytes of no version`
  if (isStale || (fromCache && mode === 'force-cache')) return undefined
  if (fromCache && attempts === 0 && mode !== 'default') return `${words}: the server was not asked`
  const isFresh = fromCache && mode === 'default'
  const since = isFresh ? Math.min(timing.added, Date.now() - freshFor + 1) : timing.added
  const wasThere = (version: number): boolean => (history[version] ?? Number.POSITIVE_INFINITY) >= since
  return found.some(wasThere) ? undefined : `${words}: version ${found} of ${history.length}, out of date`
}
