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

interface Version {
  readonly number: number
  /** Milliseconds since 1970. It may have been there before. */
  readonly since: number
  readonly modified: number
}

/** Long before a run begins. */
const longAgo = -30 * 86_400_000

/**
 * A server that does what it should, as far as its resources let it.
 *
 * @param clockSkew - milliseconds by which its clock is ahead of the phone's
 * @param link - how it reaches the phone at the moment
 */
export function createWebServer(
  resources: readonly ResourcePlan[],
  now: () => number,
  clockSkew: number,
  link: () => { readonly latency: number; readonly rate: number },
) {
  const start = now()
  const versions = resources.map(({ isBusy }): Version[] => {
    return [{ number: 0, since: start + longAgo, modified: isBusy ? start : start + longAgo }]
  })
  const versionsOf = (resource: number): readonly Version[] => versions[resource] ?? []
  const current = (resource: number): Version => versionsOf(resource).at(-1) as Version
  const httpDate = (time: number): string => new Date(time + clockSkew).toUTCString()

  /** The headers that say which version it is, and how long it may be kept. */
  const validatorsOf = (resource: ResourcePlan, { number, modified }: Version, user: string): Headers => {
    const { validator, cacheControl, tellsDate, isPersonal, tellsVary, disposition } = resource
    const tag = (version: number): string => `"${resource.index}-${version}${isPersonal ? user : ''}"`
    return {
      ...(tellsDate && { Date: httpDate(now()) }),
      ...(/^(etag|both)$/.test(validator) && { ETag: tag(number) }),
      // Two versions that mean the same, though not to the byte.
      ...(validator === 'weak etag' && { ETag: `W/${tag(number >> 1)}` }),
      ...(/^(date|both)$/.test(validator) && { 'Last-Modified': httpDate(modified) }),
      ...(disposition !== undefined && { 'Content-Disposition': disposition }),
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
      const total = bytes.length
      if (range.start >= total) {
        const unsatisfied = { 'Content-Range': `bytes */${total}`, 'Content-Length': '0' }
        return respond(416, bytes.subarray(0, 0), unsatisfied)
      }
      const part = bytes.subarray(range.start, range.end)
      const label = `bytes ${range.start}-${range.start + part.length - 1}/${total}`
      const body = isCompressed ? scrambled(part) : part
      return respond(206, body, { ...describe(part.length), 'Content-Range': label })
    },
    /** Has a new version from now on, or goes back to the one before, as where an old copy answers. */
    change(resource: number, which: 'new' | 'before'): void {
      const all = versions[resource] ?? []
      const { isBusy, validator } = resources[resource] ?? {}
      const before = all.findLast(({ number }) => number !== current(resource).number)
      const isOfOneSecond = (one: number, other: number): boolean => httpDate(one) === httpDate(other)
      if (which === 'new') {
        // Dates count seconds: two versions of one second no cache could tell apart.
        if (!isBusy && all.some(({ modified }) => isOfOneSecond(modified, now()))) return
        const number = 1 + Math.max(...all.map((version) => version.number))
        all.push({ number, since: now(), modified: now() })
      } else if (before !== undefined) {
        // By now its date is a strong validator to everybody, and would mean two versions of one second.
        const isAmbiguous = ({ number, modified }: Version): boolean =>
          number !== before.number && isOfOneSecond(modified, before.modified)
        if (validator !== 'date' || !all.some(isAmbiguous)) all.push({ ...before, since: now() })
      }
    },
    versionsOf,
    /**
     * The version that these bytes are, if it was the current one at some time since then; `undefined` for any other bytes. The latest counts,
     * where two are alike.
     */
    versionOf(resource: ResourcePlan, user: string, data: Uint8Array, since = Number.NEGATIVE_INFINITY) {
      const all = versionsOf(resource.index)
      const found = all.findLast(({ number }, index) => {
        const replaced = all[index + 1]?.since ?? Number.POSITIVE_INFINITY
        return replaced >= since && isSame(data, bytesOf(resource, number, user))
      })
      return found?.number
    },
  }
}

/** What a part of a compressed file is to who takes it for a part of the file. */
export function scrambled(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => byte ^ 0x5a)
}

/** The part that a request asks for: `end` is the byte after the last. */
export function askedRange({ range = '' }: Headers): { start: number; end: number } | undefined {
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
  return start === undefined ? undefined : { start: Number(start), end: Number(last) + 1 }
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
