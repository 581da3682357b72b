import { type RangeLie, rangeLies } from './file-server-lie.js'

/**
 * What a request may ask of the answer, in its query. The knobs combine. "The first requests" are those of exactly the same
 * address, query included, whatever their method; each knob counts all of them, so `failReset=1&fail=2` is a broken
 * connection, a status, then the file.
 */
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
  /** HTTP status in place of 200 and 206; with `fail` it is the status of the failures instead. */
  status: number | undefined
  /** So many first requests get a status and a small HTML page. */
  fail: number
  /** Theirs: `status`, or 503. */
  failStatus: number
  /** The text of a `Retry-After` header, sent with `fail` and with every other status from 400 on. */
  retryAfter: string | undefined
  /** So many first requests have their socket destroyed before any answer. */
  failReset: number
  /** `length=no`: chunked, with no `Content-Length`. */
  length: boolean
  /** `gzip=1`: compressed, and `Content-Length` counts the compressed bytes. `gzip=ranges`: only 206 answers, each by itself. */
  gzip: 'all' | 'ranges' | undefined
  /** The socket is destroyed after this many body bytes. */
  reset: number | undefined
  /** Nothing more is sent after this many body bytes, and the connection stays open. */
  stall: number | undefined
  /**
   * The link breaks each time that it has carried a multiple of so many body bytes: the socket that sent the last of them
   * is destroyed. Error pages do not count.
   */
  breakEvery: number | undefined
  /** The link: answers of the same name count together. With `breakEvery`, default `''`; without it, it only counts. */
  link: string | undefined
  /** `ranges=no`: `Range` is ignored. */
  ranges: boolean
  /** `ifRange=ignored`: `Range` is honoured whatever `If-Range` says. */
  ifRange: 'honoured' | 'ignored'
  /**
   * The status in place of 206: 416 as past the end, an error with its page, or 200 with the whole file. Where `If-Range`
   * does not hold there is no 206 to replace.
   */
  rangeStatus: number | undefined
  /**
   * How 206 answers are wrong. `start`: they begin one byte later than asked, and say so. `total`: the total is one too
   * large. `short`: body and `Content-Length` are one byte shorter than `Content-Range` says. `missing`: no
   * `Content-Range`. `end`: only the first half, and they say so; legal, but unhelpful. `whole`: the body is the whole file.
   */
  lie: RangeLie | undefined
  /** After so many first requests the file is another one: seed + 1000, `-changed` in the tag, modified one day later. */
  changeAfter: number | undefined
  /**
   * So many nodes of a CDN answer in turn: the same bytes, `-node-1` and so on in the tag, and each takes `If-Range` only
   * with its own tag, never with a date.
   */
  nodes: number | undefined
  /** The entity tag, quotes included, `W/"x"` too; `undefined` after `etag=no`. */
  etag: string | undefined
  /** An HTTP date; `undefined` after `lastModified=no`. */
  lastModified: string | undefined
  /** `date=no`: no `Date`. */
  date: boolean
  /**
   * `vary=accept-language,x-user`: the file is another one for each value of these request headers, bytes and tag, and
   * `Vary` names them. A request with none of them gets the file that there is without this knob.
   */
  vary: readonly string[]
  /** More response headers, of 304 answers too, each `header=Name:value`. They replace tags, dates and `Vary`. */
  header: readonly HeaderLine[]
  /** The same for 304 answers only, each `header304=Name:value`, where a revalidated file gets new headers. */
  header304: readonly HeaderLine[]
  /** Pixels of a picture. */
  width: number | undefined
  height: number | undefined
}

type HeaderLine = readonly [name: string, value: string]

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
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word | undefined => {
    const value = query.get(name)
    const known = words.find((word) => word === value)
    if (value === null || known !== undefined) return known
    throw new RangeError(`${name}: expected one of ${words.join(', ')}, got ${JSON.stringify(value)}`)
  }
  const unlessNo = (name: string, fallback: string) => {
    const value = query.get(name) ?? fallback
    return value === 'no' ? undefined : value
  }
  const headerLines = (name: string): HeaderLine[] =>
    query.getAll(name).map((line) => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new RangeError(`${name}: expected Name:value, got ${JSON.stringify(line)}`)
      return [line.slice(0, colon), line.slice(colon + 1).trim()]
    })
  const seed = number('seed') ?? 1
  const fail = number('fail') ?? 0
  const status = number('status')
  const breakEvery = number('breakEvery') || undefined
  const gzip = query.get('gzip')
  return {
    size: number('size'),
    seed,
    type: query.get('type') ?? undefined,
    rate: number('rate') || undefined,
    delay: number('delay') ?? 0,
    status: fail > 0 ? undefined : status,
    fail,
    failStatus: status ?? 503,
    retryAfter: query.get('retryAfter') ?? undefined,
    failReset: number('failReset') ?? 0,
    length: query.get('length') !== 'no',
    gzip: gzip === '1' ? 'all' : gzip === 'ranges' ? 'ranges' : undefined,
    reset: number('reset'),
    stall: number('stall'),
    breakEvery,
    link: query.get('link') ?? (breakEvery === undefined ? undefined : ''),
    ranges: query.get('ranges') !== 'no',
    ifRange: oneOf('ifRange', ['ignored']) ?? 'honoured',
    rangeStatus: number('rangeStatus'),
    lie: oneOf('lie', rangeLies),
    changeAfter: number('changeAfter'),
    nodes: number('nodes') || undefined,
    etag: unlessNo('etag', `"seed-${seed}-${query.get('size') ?? 'own'}"`),
    lastModified: unlessNo('lastModified', 'Sat, 03 Jan 2026 08:00:00 GMT'),
    date: query.get('date') !== 'no',
    vary: (query.get('vary') ?? '').split(/[ ,]+/).filter((name) => name !== ''),
    header: headerLines('header'),
    header304: headerLines('header304'),
    width: number('width') || undefined,
    height: number('height') || undefined,
  }
}
