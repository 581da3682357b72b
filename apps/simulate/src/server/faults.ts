import type { DownloadErrorCode } from '@miniferry/download-core'
import type { Random } from '../run/random.js'
import { type askedRange, type Headers, type HttpResponse, scrambled } from './web-server.js'

/** What the client shows of a response, and whether the app knows the checksum of the file. */
export interface Visible {
  readonly checksum: boolean
  readonly status: boolean
  /** Statuses from 400 on. */
  readonly badStatus: boolean
  readonly header: boolean
  /** Whether a 304 that nobody has asked for can be told from a file. */
  readonly notModified: boolean
}

export interface FaultContext {
  readonly random: Random
  /** The whole file, as it is now. */
  readonly file: Uint8Array
  readonly range: ReturnType<typeof askedRange>
  /** Whether the app has asked for the file only if it has changed. */
  readonly isConditional: boolean
  /** A second URL of the file. */
  readonly elsewhere: string
}

type Codes = readonly DownloadErrorCode[]
type IsNoticed = (visible: Visible) => boolean
type Spoil = (response: HttpResponse, context: FaultContext) => HttpResponse | undefined

/**
 * One way in which an HTTP request goes wrong.
 *
 * @param failsAs - how a download may end because of it, where it is not tried again
 * @param spoil - makes the response with the fault; `undefined` where there is nothing of this kind to spoil
 * @param isNoticed - whether anybody could notice. What nobody could is not done: there is nothing to promise.
 * @param restarts - whether what is there of a file may have to be thrown away, so that it is fetched from zero again
 */
const fault = (failsAs: Codes, spoil: Spoil, isNoticed: IsNoticed = () => true, restarts = false) => {
  return { failsAs, spoil, isNoticed, restarts }
}
const damage = (failsAs: Codes, spoil: Spoil, isNoticed?: IsNoticed) => fault(failsAs, spoil, isNoticed, true)

const late: Codes = ['timeout', 'stalled']
const integrity: Codes = ['integrity']
const empty = new Uint8Array(0)

const failsWith = (error: 'dns' | 'refused' | 'reset' | 'offline') =>
  fault(['network'], (response, { random }) => ({ ...response, error, after: random.integer(0, 900) }))

const endsIn =
  (end: 'reset' | 'silence'): Spoil =>
  (response, { random }) => {
    const { body } = response
    return { ...response, end, body: body.subarray(0, Math.floor(body.length * random.fraction())) }
  }

/** What goes wrong between the phone and the server, before a response and in its midst. */
export const linkFaults = {
  dns: failsWith('dns'),
  refused: failsWith('refused'),
  'reset at once': failsWith('reset'),
  unreachable: failsWith('offline'),
  // Alipay and iOS before cronet have no words for it.
  certificate: fault(['tls', 'network', 'http-status'], (response) => ({ ...response, error: 'tls' })),
  silence: fault(late, (response) => ({ ...response, end: 'silence', body: empty, after: 3_600_000 })),
  'reset in the body': fault(['network'], endsIn('reset')),
  'silence in the body': fault(late, endsIn('silence')),
  'long pause': fault(late, (response, { random }) => ({ ...response, pause: random.integer(5, 90) * 1000 })),
  'slow link': fault(late, (response, { random }) => {
    return { ...response, rate: response.rate / random.integer(10, 200) }
  }),
}

/** A response with other headers; `undefined` removes one. */
function withHeaders(
  response: HttpResponse,
  changes: Readonly<Record<string, string | undefined>>,
): HttpResponse {
  const entries = Object.entries({ ...response.headers, ...changes })
  const headers: Headers = Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return { ...response, headers }
}

const errorPage =
  (statuses: readonly number[], retryAfter?: (date: number) => readonly string[]): Spoil =>
  (response, { random }) => {
    const { Date: date } = response.headers
    const value = retryAfter && random.pick(retryAfter(Date.parse(date ?? '') || 0))
    const body = Buffer.from(`<html>${'sorry '.repeat(random.integer(1, 200))}</html>`)
    const length = random.chance(0.5) ? String(body.length) : undefined
    const page: HttpResponse = { ...response, status: random.pick(statuses), headers: {}, body }
    return withHeaders(page, {
      Date: date,
      'Content-Type': 'text/html',
      'Content-Length': length,
      'Retry-After': value,
    })
  }

const retryAfter = (date: number): string[] => {
  const values = ['0', '1', '20', '7200', 'soon']
  return date > 0 ? [...values, new Date(date + 5000).toUTCString()] : values
}

// Some Alipay clients call it a failure of the network (native-apis.md §1.5). A host that tells no status makes an error page look like the file.
const refusal = (spoil: Spoil) =>
  fault(['http-status', 'network'], spoil, ({ checksum, badStatus }) => checksum || badStatus)

const redirect = (response: HttpResponse, status: number, place: string): HttpResponse => {
  return { ...response, status, headers: { Location: place }, body: empty }
}

/** Responses that are no file. */
const statusFaults = {
  'final status': refusal(errorPage([400, 403, 404, 410])),
  'passing status': refusal(errorPage([408, 425, 429, 500, 502, 503, 504])),
  'retry after': refusal(errorPage([429, 503], retryAfter)),
  'not modified': fault(
    // WeChat has a number for an empty file that means nothing else (native-apis.md §3.1).
    ['http-status', 'network', 'unknown', 'integrity'],
    // Who has a condition cannot tell a wrong 304 from a right one.
    (response, { isConditional }) => (isConditional ? undefined : { ...response, status: 304, body: empty }),
    ({ checksum, status, notModified }) => checksum || (status && notModified),
  ),
  redirect: fault([], (response, { elsewhere }) => redirect(response, 302, elsewhere)),
  'redirect loop': fault(['network', 'timeout'], (response) => redirect(response, 307, '/loop')),
}

/** Without a length nobody can tell a body that was cut from one that ended. */
const seesLength: IsNoticed = ({ checksum, header }) => checksum || header

const falseLength =
  (change: (length: number, random: Random) => number): Spoil =>
  (response, { random }) => {
    const length = Number(response.headers['Content-Length'])
    if (!(length > 0)) return undefined
    return withHeaders(response, { 'Content-Length': String(Math.max(0, change(length, random))) })
  }

/** Bodies that are not what their headers say, and headers that say less than they should. */
export const bodyFaults = {
  'short body': damage(
    ['integrity', 'network', 'http-status'],
    (response, { random }) => {
      const { headers, body } = response
      const told = headers['Content-Length'] ?? headers['Content-Range']
      // A compressed body has no length that could be compared.
      if (headers['Content-Encoding'] || told === undefined || body.length === 0) return undefined
      return { ...response, body: body.subarray(0, random.integer(0, body.length - 1)) }
    },
    seesLength,
  ),
  // A host that decompresses and drops `Content-Encoding` leaves the length of what was sent.
  'long body': damage(
    ['integrity', 'http-status'],
    falseLength((length, random) => length - random.integer(1, 500)),
  ),
  'wrong length': damage(
    ['integrity', 'network', 'too-large'],
    falseLength((length, random) => random.pick([length + 1, length * 2, length - 1])),
    seesLength,
  ),
  'no length': fault([], (response) => withHeaders(response, { 'Content-Length': undefined })),
  compressed: damage(integrity, (response) => {
    const body = response.status === 206 ? scrambled(response.body) : response.body
    return withHeaders({ ...response, body }, { 'Content-Encoding': 'gzip' })
  }),
  'wrong bytes': damage(
    integrity,
    (response, { random }) => {
      if (response.body.length === 0) return undefined
      const body = Buffer.from(response.body)
      const place = random.integer(0, body.length - 1)
      body[place] = (body[place] ?? 0) ^ 0xff
      return { ...response, body }
    },
    ({ checksum }) => checksum,
  ),
}

type Part = readonly [start: number, end: number]

/** A truthful part, though not the one that was asked for. */
function withPart(response: HttpResponse, file: Uint8Array, [start, end]: Part): HttpResponse {
  const length = 'Content-Length' in response.headers ? String(end - start) : undefined
  const label = { 'Content-Range': `bytes ${start}-${end - 1}/${file.length}`, 'Content-Length': length }
  return withHeaders({ ...response, body: file.subarray(start, end) }, label)
}

/** A fault of a part, by what the response says that the part is. */
const partFault = (change: (start: number, end: number, context: FaultContext) => Part | undefined) =>
  damage(integrity, (response, context) => {
    const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(response.headers['Content-Range'] ?? '') ?? []
    const part = first === undefined ? undefined : change(Number(first), Number(last) + 1, context)
    return part && withPart(response, context.file, part)
  })

/** A fault of one header, where it is there. */
const headerFault = (name: string, change: (value: string, random: Random) => string | undefined) =>
  damage(integrity, (response, { random }) => {
    const value = response.headers[name]
    if (value === undefined || response.status === 416) return undefined
    return withHeaders(response, { [name]: change(value, random) })
  })

/** Responses to ranged requests that are not what was asked for, and parts that nobody has asked for. */
export const rangeFaults = {
  'whole instead of a part': damage([], (response, { file, range }) => {
    if (range === undefined || response.status !== 206) return undefined
    const length = 'Content-Length' in response.headers ? String(file.length) : undefined
    const whole = { ...response, status: 200, body: file }
    return withHeaders(whole, { 'Content-Range': undefined, 'Content-Length': length })
  }),
  'part from elsewhere': partFault((start, end, { file, random }) => {
    const shift = random.integer(1, Math.max(1, Math.min(start, end - start - 1)))
    const from = random.chance(0.5) ? start - shift : start + shift
    // As long as what was asked for, or as far.
    const to = random.chance(0.5) ? end : Math.min(file.length, from + end - start)
    return from < 0 || to <= from ? undefined : [from, to]
  }),
  'shorter part': partFault((start, end, { random }) =>
    end - start < 2 ? undefined : [start, random.integer(start + 1, end - 1)],
  ),
  'longer part': partFault((start, end, { file, random }) =>
    end >= file.length ? undefined : [start, random.integer(end + 1, file.length)],
  ),
  'false total': headerFault('Content-Range', (range, random) =>
    range.replace(/\d+$/, (total) => `${Number(total) + random.integer(1, 999)}`),
  ),
  'unknown total': headerFault('Content-Range', (range) => range.replace(/\d+$/, '*')),
  'part without a label': headerFault('Content-Range', () => undefined),
  'not satisfiable': damage(['integrity', 'http-status', 'network'], (response, { file }) => {
    if (response.status !== 206) return undefined
    const refused = { ...response, status: 416, body: empty }
    return withHeaders(refused, { 'Content-Range': `bytes */${file.length}`, 'Content-Length': '0' })
  }),
  'unasked part': damage(
    ['integrity', 'http-status'],
    (response, { file, range, random }) => {
      if (range !== undefined || response.status !== 200 || file.length < 2) return undefined
      return withPart({ ...response, status: 206 }, file, [0, random.integer(1, file.length - 1)])
    },
    ({ checksum, status }) => checksum || status,
  ),
  'weak tag': headerFault('ETag', (tag) => tag.replace(/^(?!W\/)/, 'W/')),
  'no tag': damage(integrity, (response) =>
    withHeaders(response, { ETag: undefined, 'Last-Modified': undefined }),
  ),
  'other tag': headerFault('ETag', (_, random) => `"other-${random.integer(0, 1_000_000_000)}"`),
}

/** Everything that may go wrong with one HTTP request. */
export const faults = { ...linkFaults, ...statusFaults, ...bodyFaults, ...rangeFaults }

export type FaultName = keyof typeof faults
