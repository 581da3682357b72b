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

/** One way in which an HTTP request goes wrong. */
export interface Fault {
  /** How a download may end because of it, where it is not tried again. */
  readonly failsAs: readonly DownloadErrorCode[]
  /** Whether what is there of a file may have to be thrown away, so that it is fetched from zero again. */
  readonly restarts?: boolean
  /** Whether anybody could notice. What nobody could is not done: there is nothing to promise. Default: always. */
  isNoticed?(visible: Visible): boolean
  /** The response with the fault; `undefined` where there is nothing of this kind to spoil. */
  spoil(response: HttpResponse, context: FaultContext): HttpResponse | undefined
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

type Spoil = Fault['spoil']

const late: Fault['failsAs'] = ['timeout', 'stalled']
const empty = new Uint8Array(0)

function failsWith(error: 'dns' | 'refused' | 'reset' | 'offline'): Fault {
  return {
    failsAs: ['network'],
    spoil: (response, { random }) => ({ ...response, error, after: random.integer(0, 900) }),
  }
}

const cut =
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
  certificate: {
    failsAs: ['tls', 'network', 'http-status'],
    spoil: (response) => ({ ...response, error: 'tls' }),
  },
  silence: {
    failsAs: late,
    spoil: (response) => ({ ...response, end: 'silence', body: empty, after: 3_600_000 }),
  },
  'reset in the body': { failsAs: ['network'], spoil: cut('reset') },
  'silence in the body': { failsAs: late, spoil: cut('silence') },
  'long pause': {
    failsAs: late,
    spoil: (response, { random }) => ({ ...response, pause: random.integer(5, 90) * 1000 }),
  },
  'slow link': {
    failsAs: late,
    spoil: (response, { random }) => ({ ...response, rate: response.rate / random.integer(10, 200) }),
  },
} satisfies Record<string, Fault>

const refusal: Pick<Fault, 'failsAs' | 'isNoticed'> = {
  // Some Alipay clients call it a failure of the network (native-apis.md §1.5).
  failsAs: ['http-status', 'network'],
  // A host that tells no status makes an error page look like the file.
  isNoticed: ({ checksum, badStatus }) => checksum || badStatus,
}

const errorPage =
  (statuses: readonly number[], retryAfter?: (date: number) => readonly string[]): Spoil =>
  (response, { random }) => {
    const { Date: date } = response.headers
    const value = retryAfter && random.pick(retryAfter(Date.parse(date ?? '') || 0))
    const status = random.pick(statuses)
    const body = Buffer.from(`<html>${'sorry '.repeat(random.integer(1, 200))}</html>`)
    const headers = {
      ...(date !== undefined && { Date: date }),
      'Content-Type': 'text/html',
      ...(random.chance(0.5) && { 'Content-Length': String(body.length) }),
      ...(value !== undefined && { 'Retry-After': value }),
    }
    return { ...response, status, headers, body }
  }

const redirect = (response: HttpResponse, status: number, place: string): HttpResponse => {
  return { ...response, status, headers: { Location: place }, body: empty }
}

/** Responses that are no file. */
const statusFaults = {
  'final status': { ...refusal, spoil: errorPage([400, 403, 404, 410]) },
  'passing status': { ...refusal, spoil: errorPage([408, 425, 429, 500, 502, 503, 504]) },
  'retry after': {
    ...refusal,
    spoil: errorPage([429, 503], (date) => {
      const values = ['0', '1', '20', '7200', 'soon']
      return date > 0 ? [...values, new Date(date + 5000).toUTCString()] : values
    }),
  },
  'not modified': {
    // WeChat has a number for an empty file that means nothing else (native-apis.md §3.1).
    failsAs: ['http-status', 'network', 'unknown', 'integrity'],
    isNoticed: ({ checksum, status, notModified }) => checksum || (status && notModified),
    // Who has a condition cannot tell a wrong 304 from a right one.
    spoil: (response, { isConditional }) =>
      isConditional ? undefined : { ...response, status: 304, body: empty },
  },
  redirect: { failsAs: [], spoil: (response, { elsewhere }) => redirect(response, 302, elsewhere) },
  'redirect loop': {
    failsAs: ['network', 'timeout'],
    spoil: (response) => redirect(response, 307, '/loop'),
  },
} satisfies Record<string, Fault>

/** Without a length nobody can tell a body that was cut from one that ended. */
const seesLength = ({ checksum, header }: Visible): boolean => checksum || header

const wrongLength =
  (change: (length: number, random: Random) => number): Spoil =>
  (response, { random }) => {
    const length = Number(response.headers['Content-Length'])
    if (!(length > 0)) return undefined
    const wrong = String(Math.max(0, change(length, random)))
    return { ...response, headers: { ...response.headers, 'Content-Length': wrong } }
  }

/** Bodies that are not what their headers say, and headers that say less than they should. */
export const bodyFaults = {
  'short body': {
    failsAs: ['integrity', 'network', 'http-status'],
    restarts: true,
    isNoticed: seesLength,
    spoil(response, { random }) {
      const { headers, body } = response
      // A compressed body has no length that could be compared.
      const tellsSize =
        !('Content-Encoding' in headers) && /Content-(Length|Range)/.test(`${Object.keys(headers)}`)
      if (!tellsSize || body.length === 0) return undefined
      return { ...response, body: body.subarray(0, random.integer(0, body.length - 1)) }
    },
  },
  // A host that decompresses and drops `Content-Encoding` leaves the length of what was sent.
  'long body': {
    failsAs: ['integrity', 'http-status'],
    restarts: true,
    spoil: wrongLength((length, random) => length - random.integer(1, 500)),
  },
  'wrong length': {
    failsAs: ['integrity', 'network', 'too-large'],
    restarts: true,
    isNoticed: seesLength,
    spoil: wrongLength((length, random) => random.pick([length + 1, length * 2, length - 1])),
  },
  'no length': { failsAs: [], spoil: (response) => without(response, 'content-length') },
  compressed: {
    failsAs: ['integrity'],
    restarts: true,
    spoil: (response) => ({
      ...response,
      headers: { ...response.headers, 'Content-Encoding': 'gzip' },
      body: response.status === 206 ? scrambled(response.body) : response.body,
    }),
  },
  'wrong bytes': {
    failsAs: ['integrity'],
    restarts: true,
    isNoticed: ({ checksum }) => checksum,
    spoil(response, { random }) {
      if (response.body.length === 0) return undefined
      const body = Buffer.from(response.body)
      const place = random.integer(0, body.length - 1)
      body[place] = (body[place] ?? 0) ^ 0xff
      return { ...response, body }
    },
  },
} satisfies Record<string, Fault>

/** A fault of a part, with what the response says that the part is: 0 to 0 where it is none. */
function partFault(
  spoil: (
    start: number,
    end: number,
    context: FaultContext,
  ) => readonly [start: number, end: number] | undefined,
): Fault {
  return {
    failsAs: ['integrity'],
    restarts: true,
    spoil(response, context) {
      const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(response.headers['Content-Range'] ?? '') ?? []
      const part = first === undefined ? undefined : spoil(Number(first), Number(last) + 1, context)
      return part && withPart(response, context.file, ...part)
    },
  }
}

function labelFault(change: (range: string, random: Random) => string | undefined): Fault {
  return {
    failsAs: ['integrity'],
    restarts: true,
    spoil(response, { random }) {
      const range = response.headers['Content-Range']
      if (range === undefined || response.status !== 206) return undefined
      const label = change(range, random)
      const unlabelled = without(response, 'content-range')
      if (label === undefined) return unlabelled
      return { ...unlabelled, headers: { ...unlabelled.headers, 'Content-Range': label } }
    },
  }
}

function tagFault(change: (tag: string, random: Random) => string): Fault {
  return {
    failsAs: ['integrity'],
    restarts: true,
    spoil(response, { random }) {
      const { ETag: tag } = response.headers
      return (
        (tag && { ...response, headers: { ...response.headers, ETag: change(tag, random) } }) || undefined
      )
    },
  }
}

/** Responses to ranged requests that are not what was asked for, and parts that nobody has asked for. */
export const rangeFaults = {
  'whole instead of a part': {
    failsAs: [],
    restarts: true,
    spoil(response, { file, range }) {
      if (range === undefined || response.status !== 206) return undefined
      const { headers } = without(response, 'content-range')
      const length = 'Content-Length' in headers && { 'Content-Length': String(file.length) }
      return { ...response, status: 200, headers: { ...headers, ...length }, body: file }
    },
  },
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
  'false total': labelFault((range, random) =>
    range.replace(/\d+$/, (total) => `${Number(total) + random.integer(1, 999)}`),
  ),
  'unknown total': labelFault((range) => range.replace(/\d+$/, '*')),
  'part without a label': labelFault(() => undefined),
  'not satisfiable': {
    failsAs: ['integrity', 'http-status', 'network'],
    restarts: true,
    spoil(response, { file }) {
      if (response.status !== 206) return undefined
      const unsatisfied = { 'Content-Range': `bytes */${file.length}`, 'Content-Length': '0' }
      return { ...response, status: 416, headers: { ...response.headers, ...unsatisfied }, body: empty }
    },
  },
  'unasked part': {
    failsAs: ['integrity', 'http-status'],
    restarts: true,
    isNoticed: ({ checksum, status }) => checksum || status,
    spoil(response, { file, range, random }) {
      if (range !== undefined || response.status !== 200 || file.length < 2) return undefined
      return withPart({ ...response, status: 206 }, file, 0, random.integer(1, file.length - 1))
    },
  },
  'weak tag': tagFault((tag) => tag.replace(/^(?!W\/)/, 'W/')),
  'no tag': {
    failsAs: ['integrity'],
    restarts: true,
    spoil: (response) => without(response, 'etag', 'last-modified'),
  },
  'other tag': tagFault((_, random) => `"other-${random.integer(0, 1_000_000_000)}"`),
} satisfies Record<string, Fault>

const all = { ...linkFaults, ...statusFaults, ...bodyFaults, ...rangeFaults }

export type FaultName = keyof typeof all

/** Everything that may go wrong with one HTTP request. */
export const faults: Readonly<Record<FaultName, Fault>> = all

/** A response without some headers, whatever their case. */
function without(response: HttpResponse, ...names: readonly string[]): HttpResponse {
  const entries = Object.entries(response.headers).filter(([name]) => !names.includes(name.toLowerCase()))
  return { ...response, headers: Object.fromEntries(entries) }
}

/** A truthful part, though not the one that was asked for. */
function withPart(response: HttpResponse, file: Uint8Array, start: number, end: number): HttpResponse {
  const headers: Headers = {
    ...response.headers,
    ...('Content-Length' in response.headers && { 'Content-Length': String(end - start) }),
    'Content-Range': `bytes ${start}-${end - 1}/${file.length}`,
  }
  return { ...response, headers, body: file.subarray(start, end) }
}
