import type { IncomingHttpHeaders } from 'node:http'

/** What a version of a file is known by. */
export interface Validators {
  /** The entity tag, quotes included. */
  etag: string | undefined
  /** An HTTP date. */
  lastModified: string | undefined
}

/** Whether `If-Range` lets the range stand: only the same strong validator does (RFC 9110 §13.1.5). */
export function ifRangeHolds(condition: string | undefined, { etag, lastModified }: Validators): boolean {
  if (condition === undefined) return true
  if (condition.startsWith('W/')) return false
  return condition === (condition.startsWith('"') ? etag : lastModified)
}

/** Whether the client has this version already; weak tags do for that (RFC 9110 §13.1.2). */
export function isNotModified(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const { 'if-none-match': tags, 'if-modified-since': date } = headers
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => strong(tag.trim()))
    return etag !== undefined && (known.includes('*') || known.includes(strong(etag)))
  }
  return date !== undefined && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(date)
}

function strong(etag: string): string {
  return etag.replace(/^W\//, '')
}
