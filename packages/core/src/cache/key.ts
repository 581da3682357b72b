import { normalizeHeader } from '../download-file/result.js'
import { pathId } from '../downloader/paths.js'
import type { CacheKeyRequest, CacheOptions } from './file-cache.js'

/** Headers that say who asks. A file that one user got must never reach another. */
const credentials =
  /auth|cookie|token|session|secret|signature|(api|access)-?key|user|openid|unionid|jwt|ticket|account|credential|passport|bearer/i

/**
 * Makes what names what a request asks for: requests of one key share their files. The app is asked once for each request, so that a file is
 * kept under the key it was looked for with. `undefined` where the app's `key` throws: then there is no file for it, and none is kept.
 */
export function createCacheKey(
  { key }: CacheOptions,
  warn: (problem: string) => void,
): (request: CacheKeyRequest) => string | undefined {
  const keys = new WeakMap<CacheKeyRequest, string | undefined>()
  const ask = (request: CacheKeyRequest): string | undefined => {
    if (request.key !== undefined) return request.key
    if (key === undefined) return defaultKey(request)
    let given: unknown
    try {
      given = key({ url: request.url, header: { ...request.header } })
    } catch {
      warn('cache.key has thrown; these downloads go without the cache')
      return undefined
    }
    if (typeof given === 'string' && given !== '') return given
    warn('cache.key has returned no text, or an empty one; the default key is used instead')
    // It may be a promise, and reject.
    Promise.resolve(given).catch(() => undefined)
    return defaultKey(request)
  }
  return (request) => {
    if (!keys.has(request)) keys.set(request, ask(request))
    return keys.get(request)
  }
}

/** The url, and who asks: files of two users are never one. */
export function defaultKey({ url, header: given }: CacheKeyRequest): string {
  const header = normalizeHeader(given)
  const names = Object.keys(header).filter((name) => credentials.test(name) && name !== 'user-agent')
  const place = withoutFragment(url)
  return names.length > 0 ? `${place} ${digestOf(names.sort(), header)}` : place
}

export function withoutFragment(url: string): string {
  return url.replace(/#[\s\S]*/, '')
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
