/** What a request may ask of the answer, in its query. The knobs combine. */
export interface FileServerKnobs {
  /** Body length in bytes. */
  size: number | undefined
  /** Which bytes, or which picture. */
  seed: number
  /** Content type; otherwise it follows from the path. */
  type: string | undefined
  /** Bytes per second. */
  rate: number | undefined
  /** Milliseconds before the headers are sent. */
  delay: number
  /** HTTP status in place of 200 and 206. */
  status: number | undefined
  /** `length=no`: chunked, with no `Content-Length`. */
  length: boolean
  /** `gzip=1`: compressed, and `Content-Length` counts the compressed bytes. */
  gzip: boolean
  /** The socket is destroyed after this many body bytes. */
  reset: number | undefined
  /** `ranges=no`: `Range` is ignored. */
  ranges: boolean
  /** The entity tag, quotes included; `undefined` after `etag=no`. */
  etag: string | undefined
  /** An HTTP date; `undefined` after `lastModified=no`. */
  lastModified: string | undefined
  /** More response headers, each `header=Name:value`. */
  header: readonly (readonly [name: string, value: string])[]
  /** Pixels of a picture. */
  width: number | undefined
  height: number | undefined
}

/** Reads the knobs of a query. Throws a `RangeError` that names the knob, what was expected and what came. */
export function fileServerKnobs(query: URLSearchParams): FileServerKnobs {
  const number = (name: string): number | undefined => {
    const value = query.get(name)
    if (value === null) return undefined
    const parsed = Number(value)
    if (value === '' || !Number.isInteger(parsed) || parsed < 0) {
      throw new RangeError(`${name}: expected a whole number from 0 on, got ${JSON.stringify(value)}`)
    }
    return parsed
  }
  const unlessNo = (name: string, fallback: string) => {
    const value = query.get(name) ?? fallback
    return value === 'no' ? undefined : value
  }
  const seed = number('seed') ?? 1
  return {
    size: number('size'),
    seed,
    type: query.get('type') ?? undefined,
    rate: number('rate') || undefined,
    delay: number('delay') ?? 0,
    status: number('status'),
    length: query.get('length') !== 'no',
    gzip: query.get('gzip') === '1',
    reset: number('reset'),
    ranges: query.get('ranges') !== 'no',
    etag: unlessNo('etag', `"seed-${seed}-${query.get('size') ?? 'own'}"`),
    lastModified: unlessNo('lastModified', 'Sat, 03 Jan 2026 08:00:00 GMT'),
    header: query.getAll('header').map((line) => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new RangeError(`header: expected Name:value, got ${JSON.stringify(line)}`)
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
    }),
    width: number('width') || undefined,
    height: number('height') || undefined,
  }
}
