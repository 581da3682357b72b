/**
 * What a request may ask of the answer, in its query. The settings combine. "The first requests" are those of exactly the same
 * address, query included, whatever their method.
 */
export type ResponseSettings = ReturnType<typeof readSettings>

type HeaderLine = readonly [name: string, value: string]

/** Reads a query. Throws a `RangeError` that names the setting, what was expected and what came. */
export function readSettings(query: URLSearchParams) {
  const number = (name: string): number | undefined => {
    const value = query.get(name)
    if (value === null) return undefined
    if (!/^\d+$/.test(value)) throw unreadable(name, 'a whole number from 0 on', value)
    return Number(value)
  }
  const unlessNo = (name: string, fallback: string) => {
    const value = query.get(name) ?? fallback
    return value === 'no' ? undefined : value
  }
  const [seed, fail, status] = [number('seed') ?? 1, number('fail') ?? 0, number('status')]
  const breakEvery = number('breakEvery') || undefined
  return {
    /** Body length in bytes. */
    size: number('size'),
    /** Which bytes, or which picture. */
    seed,
    /** Content type; otherwise it follows from the path. */
    type: query.get('type') ?? undefined,
    /** Bytes per second. */
    rate: number('rate') || undefined,
    /** Milliseconds before the headers are sent. */
    delay: number('delay') ?? 0,
    /** HTTP status in place of 200 and 206; with `fail` it is the status of the failures instead. */
    status: fail > 0 ? undefined : status,
    /** So many first requests get a status and a small HTML page. */
    fail,
    /** Theirs: `status`, or 503. */
    failStatus: status ?? 503,
    /** The text of a `Retry-After` header, sent with `fail` and with every other status from 400 on. */
    retryAfter: query.get('retryAfter') ?? undefined,
    /** From so many milliseconds after the first request on the address is refused with 403, as one whose signature has expired. */
    validFor: number('validFor') ?? Number.POSITIVE_INFINITY,
    /** `length=no`: chunked, with no `Content-Length`. */
    length: query.get('length') !== 'no',
    /** `gzip=1`: compressed, and `Content-Length` counts the compressed bytes. */
    gzip: query.get('gzip') === '1',
    /** The socket is destroyed after this many body bytes. */
    reset: number('reset'),
    /**
     * The link breaks each time that it has carried a multiple of so many body bytes: the socket that sent the last of them
     * is destroyed. Error pages do not count.
     */
    breakEvery,
    /** The link: answers of the same name count together. With `breakEvery`, default `''`; without it, it only counts. */
    link: query.get('link') ?? (breakEvery === undefined ? undefined : ''),
    /** The entity tag, quotes included, `W/"x"` too; `undefined` after `etag=no`. */
    etag: unlessNo('etag', `"seed-${seed}-${query.get('size') ?? 'own'}"`),
    /** An HTTP date; `undefined` after `lastModified=no`. */
    lastModified: unlessNo('lastModified', 'Sat, 03 Jan 2026 08:00:00 GMT'),
    /** More response headers, of 304 answers too, each `header=Name:value`. They replace tags and dates. */
    header: query.getAll('header').map((line): HeaderLine => {
      const [, field, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
      if (field === undefined || value === undefined) throw unreadable('header', 'Name:value', line)
      return [field, value]
    }),
    /** Pixels of a picture. */
    width: number('width') || undefined,
    height: number('height') || undefined,
  }
}

function unreadable(name: string, expected: string, value: string): RangeError {
  return new RangeError(`${name}: expected ${expected}, got ${JSON.stringify(value)}`)
}

export type Query = Readonly<Record<string, string | number>>

/** The address of a path at a server, percent-encoded, with a query. */
export function addressOf(origin: string, path: string, query: Query = {}): string {
  const url = new URL(path, origin)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url.href
}
