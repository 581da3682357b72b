/** Which bytes of a file an answer holds. */
export interface ContentRange {
  readonly start: number
  /** The last byte itself. */
  readonly end: number
  /** Bytes of the whole file. */
  readonly total: number
}

/** Reads `Content-Range: bytes 0-99/1000`; `undefined` for anything else, an unknown total included. */
export function readContentRange(header: Readonly<Record<string, string>>): ContentRange | undefined {
  const match = /^\s*bytes (\d+)-(\d+)\/(\d+)\s*$/i.exec(header['content-range'] || '')
  if (match === null) return undefined
  const [start = 0, end = 0, total = 0] = match.slice(1).map(Number)
  return { start, end, total }
}

/** Whether the body is sent as it is stored: the length of a compressed one says nothing about the file. */
export function isIdentity(header: Readonly<Record<string, string>>): boolean {
  return /^\s*(identity)?\s*$/i.test(header['content-encoding'] || '')
}

/** Bytes of the whole file, as the header tells; `NaN` where it does not. */
export function totalOf(header: Readonly<Record<string, string>>): number {
  const range = readContentRange(header)
  if (range !== undefined) return range.total
  return isIdentity(header) ? Number.parseInt(header['content-length'] || '', 10) : Number.NaN
}

/**
 * What identifies this version of the file to the byte: a strong entity tag, or a modification date at least a second
 * before the answer's own (RFC 9110 §8.8.2.2). `undefined` where the server names none; a weak tag does not count.
 */
export function strongValidator(header: Readonly<Record<string, string>>): string | undefined {
  const { etag = '', date = '', 'last-modified': modified = '' } = header
  if (etag.startsWith('"')) return etag
  return Date.parse(date) - Date.parse(modified) >= 1000 ? modified : undefined
}
