import { type Answer, askedRange, type ServerRequest, scrambled } from './answer.js'
import { bytesOf, type ResourcePlan, type Version } from './resource.js'

/** A server that does what it should, as far as it can. */
export interface WebServer {
  /** Answers a request for a resource. */
  answer(resource: ResourcePlan, request: ServerRequest): Answer
  /** Has a new version from now on, or goes back to the one before, as where an old copy answers. */
  change(resource: number, which: 'new' | 'before'): void
  versionsOf(resource: number): readonly Version[]
  /**
   * The version that these bytes are, if it was the current one at some time since then; `undefined` for any other bytes. The latest counts,
   * where two are alike.
   */
  versionOf(resource: ResourcePlan, user: string, data: Uint8Array, since: number): number | undefined
}

export interface ServerSurroundings {
  now(): number
  /** Milliseconds by which the server's clock is ahead of the phone's. */
  readonly clockSkew: number
  /** How good the way to the phone is at the moment. */
  link(): { readonly latency: number; readonly rate: number }
}

/** Long before the world began. */
const longAgo = -30 * 86_400_000

export function createWebServer(
  resources: readonly ResourcePlan[],
  { now, clockSkew, link }: ServerSurroundings,
): WebServer {
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
  const describe = (resource: ResourcePlan, version: Version, user: string): Record<string, string> => {
    const { validator, cacheControl, tellsDate, isPersonal, tellsVary } = resource
    const tag = (number: number): string => `"${resource.index}-${number}${isPersonal ? user : ''}"`
    // Two versions that mean the same, though not to the byte.
    const weakTag = `W/${tag(version.number >> 1)}`
    return {
      ...(tellsDate && { Date: httpDate(now()) }),
      ...((validator === 'etag' || validator === 'both') && { ETag: tag(version.number) }),
      ...(validator === 'weak etag' && { ETag: weakTag }),
      ...((validator === 'date' || validator === 'both') && { 'Last-Modified': httpDate(version.modified) }),
      ...(cacheControl !== undefined && { 'Cache-Control': cacheControl }),
      ...(isPersonal && tellsVary && { Vary: 'Authorization' }),
    }
  }

  return {
    answer(resource, request) {
      const { ranges, tellsLength, isCompressed } = resource
      const user = userOf(request)
      const version = current(resource.index)
      const bytes = bytesOf(resource, version.number, user)
      const validators = describe(resource, version, user)
      const { latency: after, rate } = link()
      const base = { after, rate }
      if (isUnchanged(request, validators)) {
        return { ...base, status: 304, headers: validators, body: new Uint8Array(0) }
      }
      const encoding = isCompressed ? { 'Content-Encoding': 'gzip' } : undefined
      // A compressed body is as many bytes as it is; here it takes a tenth less.
      const lengthOf = (size: number): Record<string, string> =>
        tellsLength ? { 'Content-Length': String(isCompressed ? Math.ceil(size * 0.9) : size) } : {}
      const range = ranges === 'no' ? undefined : askedRange(request)
      const isHonoured = ranges === 'careless' || meetsIfRange(request, validators)
      const isWhole = bytes.length === 0 && !resource.refusesEmptyRanges
      if (range === undefined || !isHonoured || isWhole) {
        const headers = { ...validators, ...encoding, ...lengthOf(bytes.length) }
        return { ...base, status: 200, headers, body: bytes }
      }
      if (range.start >= bytes.length) {
        const headers = { ...validators, 'Content-Range': `bytes */${bytes.length}`, 'Content-Length': '0' }
        return { ...base, status: 416, headers, body: new Uint8Array(0) }
      }
      const end = Math.min(range.end, bytes.length)
      const headers = {
        ...validators,
        ...encoding,
        ...lengthOf(end - range.start),
        'Content-Range': `bytes ${range.start}-${end - 1}/${bytes.length}`,
      }
      const part = bytes.subarray(range.start, end)
      return { ...base, status: 206, headers, body: isCompressed ? scrambled(part) : part }
    },
    change(resource, which) {
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
    versionOf(resource, user, data, since) {
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

/** Who asks, by the header that the app sends. */
export function userOf({ headers }: Pick<ServerRequest, 'headers'>): string {
  return headers.authorization ?? ''
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

/** A part is of use only to who has the rest of this very version (RFC 9110 §13.1.5). */
function meetsIfRange({ headers }: ServerRequest, validators: Readonly<Record<string, string>>): boolean {
  const condition = headers['if-range']
  if (condition === undefined) return true
  if (condition.startsWith('W/')) return false
  return condition === validators.ETag || condition === validators['Last-Modified']
}

function isUnchanged({ headers }: ServerRequest, validators: Readonly<Record<string, string>>): boolean {
  const tag = headers['if-none-match']
  if (tag !== undefined) return tag === validators.ETag
  const modified = headers['if-modified-since']
  const last = validators['Last-Modified']
  return modified !== undefined && last !== undefined && Date.parse(last) <= Date.parse(modified)
}
