import type { ResourcePlan } from '../plan/downloads.js'
import { bytesOf, isSame } from './resource.js'

export type Headers = Readonly<Record<string, string>>

/** A request as the server sees it, with its headers under lower-case names. */
export interface HttpRequest {
  readonly url: string
  readonly headers: Headers
}

/** What comes back for it, before or after a fault. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  /** Milliseconds before the headers. */
  readonly after: number
  /** Bytes a millisecond. */
  readonly rate: number
  /** Instead of a response. */
  readonly error?: 'dns' | 'refused' | 'reset' | 'tls' | 'offline'
  /** What follows the last byte. */
  readonly end?: 'reset' | 'silence'
  /** Milliseconds of silence in the midst of the body. */
  readonly pause?: number
}

/** A version that the server had, and since when. It may have had it before. Times are milliseconds since 1970. */
export interface Version {
  readonly number: number
  readonly since: number
  readonly modified: number
}

export interface ServerContext {
  now(): number
  /** Milliseconds by which the server's clock is ahead of the phone's. */
  readonly clockSkew: number
  /** The link to the phone at the moment. */
  link(): { readonly latency: number; readonly rate: number }
}

/** Long before a run begins. */
const longAgo = -30 * 86_400_000

export type WebServer = ReturnType<typeof createWebServer>

/** A server that does what it should, as far as its resources let it. */
export function createWebServer(resources: readonly ResourcePlan[], { now, clockSkew, link }: ServerContext) {
  const start = now()
  const versions = resources.map(({ isBusy }): Version[] => {
    const since = start + longAgo
    return [{ number: 0, since, modified: isBusy ? start : since }]
  })
  const versionsOf = (resource: number): readonly Version[] => versions[resource] ?? []
  const current = (resource: number): Version => {
    const version = versionsOf(resource).at(-1)
    if (version === undefined) throw new Error(`no resource ${resource}`)
    return version
  }
  const httpDate = (time: number): string => new Date(time + clockSkew).toUTCString()

  /** The headers that say which version it is, and how long it may be kept. */
  const validatorsOf = (resource: ResourcePlan, version: Version, user: string): Record<string, string> => {
    const { validator, cacheControl, tellsDate, isPersonal, tellsVary } = resource
    const tag = (number: number): string => `"${resource.index}-${number}${isPersonal ? user : ''}"`
    return {
      ...(tellsDate && { Date: httpDate(now()) }),
      ...(/^(etag|both)$/.test(validator) && { ETag: tag(version.number) }),
      // Two versions that mean the same, though not to the byte.
      ...(validator === 'weak etag' && { ETag: `W/${tag(version.number >> 1)}` }),
      ...(/^(date|both)$/.test(validator) && { 'Last-Modified': httpDate(version.modified) }),
      ...(cacheControl !== undefined && { 'Cache-Control': cacheControl }),
      ...(isPersonal && tellsVary && { Vary: 'Authorization' }),
    }
  }

  return {
    answer(resource: ResourcePlan, request: HttpRequest): HttpResponse {
      const { ranges, tellsLength, isCompressed, refusesEmptyRanges } = resource
      const user = userOf(request)
      const version = current(resource.index)
      const bytes = bytesOf(resource, version.number, user)
      const validators = validatorsOf(resource, version, user)
      const { latency: after, rate } = link()
      const respond = (status: number, body: Uint8Array, headers: Headers): HttpResponse => {
        return { status, body, headers: { ...validators, ...headers }, after, rate }
      }
      if (isUnchanged(request, validators)) return respond(304, bytes.subarray(0, 0), {})
      // A compressed body is as many bytes as it is; here it takes a tenth less.
      const describe = (size: number): Headers => ({
        ...(isCompressed && { 'Content-Encoding': 'gzip' }),
        ...(tellsLength && { 'Content-Length': String(isCompressed ? Math.ceil(size * 0.9) : size) }),
      })
      const range = ranges === 'no' ? undefined : askedRange(request.headers)
      const isHonoured = ranges === 'careless' || meetsIfRange(request, validators)
      const isWhole = bytes.length === 0 && !refusesEmptyRanges
      if (range === undefined || !isHonoured || isWhole) return respond(200, bytes, describe(bytes.length))
      if (range.start >= bytes.length) {
        const unsatisfied = { 'Content-Range': `bytes */${bytes.length}`, 'Content-Length': '0' }
        return respond(416, bytes.subarray(0, 0), unsatisfied)
      }
      const end = Math.min(range.end, bytes.length)
      const part = bytes.subarray(range.start, end)
      const label = { 'Content-Range': `bytes ${range.start}-${end - 1}/${bytes.length}` }
      return respond(206, isCompressed ? scrambled(part) : part, { ...describe(part.length), ...label })
    },
    /** Has a new version from now on, or goes back to the one before, as where an old copy answers. */
    change(resource: number, which: 'new' | 'before'): void {
      const all = versions[resource] ?? []
      const last = current(resource)
      const before = all.findLast(({ number }) => number !== last.number)
      // By now its date is a strong validator to everybody, and would mean two versions of one second.
      const isAmbiguous = ({ number, modified }: Version): boolean =>
        resources[resource]?.validator === 'date' &&
        all.some((other) => other.number !== number && httpDate(other.modified) === httpDate(modified))
      if (which === 'before') {
        if (before !== undefined && !isAmbiguous(before)) all.push({ ...before, since: now() })
        return
      }
      const newest = Math.max(...all.map(({ number }) => number))
      const modified = all.map((version) => httpDate(version.modified))
      // Dates count seconds: two versions of one second no cache could tell apart.
      if (!resources[resource]?.isBusy && modified.includes(httpDate(now()))) return
      all.push({ number: newest + 1, since: now(), modified: now() })
    },
    versionsOf,
    /**
     * The version that these bytes are, if it was the current one at some time since then; `undefined` for any other bytes. The latest counts,
     * where two are alike.
     */
    versionOf(resource: ResourcePlan, user: string, data: Uint8Array, since = Number.NEGATIVE_INFINITY) {
      const all = versionsOf(resource.index)
      for (let index = all.length - 1; index >= 0; index -= 1) {
        const version = all[index]
        const replaced = all[index + 1]?.since ?? Number.POSITIVE_INFINITY
        if (version === undefined || replaced < since) return undefined
        if (isSame(data, bytesOf(resource, version.number, user))) return version.number
      }
      return undefined
    },
  }
}

/** What a part of a compressed file is to who takes it for a part of the file. */
export function scrambled(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => byte ^ 0x5a)
}

/** The part that a request asks for: `end` is the byte after the last. */
export function askedRange({ range = '' }: Headers): { start: number; end: number } | undefined {
  const match = /^bytes=(\d+)-(\d+)$/.exec(range)
  return match === null ? undefined : { start: Number(match[1]), end: Number(match[2]) + 1 }
}

/** Who asks, by the header that the app sends. */
export function userOf({ headers }: Pick<HttpRequest, 'headers'>): string {
  return headers.authorization ?? ''
}

/** A part is of use only to who has the rest of this very version (RFC 9110 §13.1.5). */
function meetsIfRange({ headers }: HttpRequest, validators: Headers): boolean {
  const condition = headers['if-range']
  if (condition === undefined) return true
  return !condition.startsWith('W/') && [validators.ETag, validators['Last-Modified']].includes(condition)
}

function isUnchanged({ headers }: HttpRequest, validators: Headers): boolean {
  const { 'if-none-match': tag, 'if-modified-since': modified } = headers
  if (tag !== undefined) return tag === validators.ETag
  const last = validators['Last-Modified']
  return modified !== undefined && last !== undefined && Date.parse(last) <= Date.parse(modified)
}
