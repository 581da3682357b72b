import type { CacheOptions } from './file-cache.js'
import type { StoredFile } from './stored-file.js'

/** What decides whether a stored file may be served. */
type Aged = Pick<StoredFile, 'header' | 'stored' | 'initialAge'>

type Header = Readonly<Record<string, string>>

/** Whether an answer may be kept at all. `immutable` needs no rule: what is fresh is never asked for again. */
export function mayStore({ 'cache-control': control, vary = '' }: Header): boolean {
  return !readCacheControl(control).has('no-store') && !vary.includes('*')
}

/** Whether what is kept could be of use again: while it is fresh, if the server can be asked whether it has changed, or in place of a failure. */
export function isReusable(file: Aged, options: CacheOptions): boolean {
  const { etag, 'last-modified': modified } = file.header
  return (
    Boolean(etag || modified) || isFresh(file, options, file.stored) || mayBeStale(file, options, file.stored)
  )
}

/** Whether the server need not be asked (RFC 9111 §4.2). A clock that was set back makes everything stale. */
export function isFresh(file: Aged, options: CacheOptions, now: number): boolean {
  return now >= file.stored && staleness(file, options, now) < 0
}

/** Whether it may be served in place of a failure: stale-if-error (RFC 5861 §4). */
export function mayBeStale(file: Aged, options: CacheOptions, now: number): boolean {
  const control = readCacheControl(file.header['cache-control'])
  if (control.has('must-revalidate') || control.has('no-cache')) return false
  const { staleIfError = readSeconds(control.get('stale-if-error') || '') } = options
  const most = staleIfError === true ? Number.POSITIVE_INFINITY : Number(staleIfError)
  return most > 0 && staleness(file, options, now) < most
}

/**
 * Milliseconds that an answer was old already when it came (RFC 9111 §4.2.3).
 *
 * @param requested - when it was asked for, milliseconds since 1970
 * @param answered - when it came
 */
export function ageOnArrival({ age = '', date = '' }: Header, requested: number, answered: number): number {
  const apparent = answered - readDate(date, answered)
  return Math.max(apparent, readSeconds(age.replace(/\s*,.*/, '')) + Math.max(0, answered - requested))
}

/** Milliseconds since it ceased to be fresh; negative while it is. By a clock that was set back no time has passed. */
function staleness(file: Aged, options: CacheOptions, now: number): number {
  // What the caller says counts from when the file came, however long it was kept on its way.
  const age = Math.max(0, now - file.stored) + (options.maxAge === undefined ? file.initialAge : 0)
  return age - lifetimeOf(file, options)
}

/** Milliseconds (RFC 9111 §4.2.1). `s-maxage` is for shared caches. */
function lifetimeOf({ header, stored }: Aged, { maxAge, heuristic }: CacheOptions): number {
  if (maxAge !== undefined) return maxAge
  const control = readCacheControl(header['cache-control'])
  if (control.has('no-cache')) return 0
  const seconds = control.get('max-age')
  if (seconds !== undefined) return readSeconds(seconds)
  const { date = '', expires, 'last-modified': modified } = header
  const began = readDate(date, stored)
  if (expires !== undefined) return readDate(expires, began) - began
  return heuristic && modified !== undefined ? (began - readDate(modified, began)) / 10 : 0
}

/** An HTTP date, which names its month; engines make a date of `0` too. The oldest of its three forms does not name its zone, GMT. */
function readDate(text: string, fallback: number): number {
  const time = /[a-z]{3}/i.test(text)
    ? Date.parse(/gmt|utc|[+-]\d{4}/i.test(text) ? text : `${text} GMT`)
    : Number.NaN
  return Number.isNaN(time) ? fallback : time
}

/** The directives of a `Cache-Control` header under lower-case names; one without a value is `''`. The first of a name counts. */
export function readCacheControl(text = ''): ReadonlyMap<string, string> {
  const directives = new Map<string, string>()
  // Commas within quotes are part of a value: `private="set-cookie, date"`.
  const directive = /([\w-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s",;]*)))?/g
  for (let match = directive.exec(text); match; match = directive.exec(text)) {
    const [, name = '', quoted, plain = ''] = match
    if (!directives.has(name.toLowerCase())) {
      directives.set(name.toLowerCase(), quoted === undefined ? plain : quoted)
    }
  }
  return directives
}

/** Milliseconds of a directive in seconds, at most 2^31 (RFC 9111 §1.2.2); one that makes no sense counts as none at all (§4.2.1). */
export function readSeconds(text: string): number {
  return /^\d+$/.test(text) ? Math.min(Number(text), 2 ** 31) * 1000 : 0
}
