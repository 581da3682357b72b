import { pathId } from '../downloader/path-id.js'
import { normalizeHeader } from '../normalize-header.js'
import type { CacheKeyRequest, CacheOptions } from './cache-options.js'

/** Headers that say who asks. A file that one user got must never reach another. */
const credentials =
  /auth|cookie|token|session|secret|signature|(api|access)-?key|user|openid|unionid|jwt|ticket|account|credential|passport|bearer/i

/** What a request asks for: requests of one key share their files. */
export function cacheKey({ url, header: given }: CacheKeyRequest, { key }: CacheOptions): string {
  if (key) return String(key({ url, header: given }))
  const header = normalizeHeader(given)
  const names = Object.keys(header).filter((name) => credentials.test(name) && name !== 'user-agent')
  const place = withoutFragment(url)
  return names.length > 0 ? `${place} ${digestOf(names.sort(), header)}` : place
}

export function withoutFragment(url: string): string {
  return url.replace(/#.*/, '')
}

/**
 * What the file depends on besides its key: the names of the request headers that `Vary` lists, and a digest of their values, which may be
 * secrets (RFC 9111 §4.1). `undefined` where it lists none.
 */
export function varianceOf(
  vary: string | undefined,
  header: CacheKeyRequest['header'],
): readonly [names: string, digest: string] | undefined {
  const names = (vary || '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .sort()
  return names.length > 0 ? [names.join(), digestOf(names, normalizeHeader(header))] : undefined
}

function digestOf(names: readonly string[], header: Record<string, string>): string {
  return pathId(JSON.stringify(names.map((name) => [name, header[name]])))
}
