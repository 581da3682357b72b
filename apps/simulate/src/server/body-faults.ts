import { scrambled } from './answer.js'
import { type Fault, type Sight, without } from './fault.js'

/** Bodies that are not what their headers say, and headers that say less than they should. */
export const bodyFaults = {
  'short body': {
    endsAs: ['integrity', 'network', 'http-status'],
    voids: true,
    isNoticed: seesLength,
    spoil(answer, { random }) {
      if (!tellsSize(answer.headers) || answer.body.length === 0) return undefined
      return { ...answer, body: answer.body.subarray(0, random.integer(0, answer.body.length - 1)) }
    },
  },
  // A host that decompresses and drops `Content-Encoding` leaves the length of what was sent.
  'long body': {
    endsAs: ['integrity', 'http-status'],
    voids: true,
    spoil(answer, { random }) {
      const length = Number(answer.headers['Content-Length'])
      if (!(length > 0)) return undefined
      const sent = Math.max(0, length - random.integer(1, 500))
      return { ...answer, headers: { ...answer.headers, 'Content-Length': String(sent) } }
    },
  },
  'wrong length': {
    endsAs: ['integrity', 'network', 'too-large'],
    voids: true,
    isNoticed: seesLength,
    spoil(answer, { random }) {
      const length = Number(answer.headers['Content-Length'])
      if (!(length > 0)) return undefined
      const wrong = random.pick([length + 1, length * 2, Math.max(0, length - 1)])
      return { ...answer, headers: { ...answer.headers, 'Content-Length': String(wrong) } }
    },
  },
  'no length': {
    endsAs: [],
    spoil: (answer) => ({ ...answer, headers: without(answer.headers, 'content-length') }),
  },
  compressed: {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'Content-Encoding': 'gzip' },
      body: answer.status === 206 ? scrambled(answer.body) : answer.body,
    }),
  },
  'wrong bytes': {
    endsAs: ['integrity'],
    voids: true,
    isNoticed: ({ hasChecksum }) => hasChecksum,
    spoil(answer, { random }) {
      if (answer.body.length === 0) return undefined
      const body = Buffer.from(answer.body)
      const place = random.integer(0, body.length - 1)
      body[place] = (body[place] ?? 0) ^ 0xff
      return { ...answer, body }
    },
  },
} satisfies Record<string, Fault>

/** Without a length nobody can tell a body that was cut from one that ended. */
function seesLength({ hasChecksum, seesHeader }: Sight): boolean {
  return hasChecksum || seesHeader
}

/** A compressed body has no length that could be compared. */
function tellsSize(headers: Readonly<Record<string, string>>): boolean {
  const isTold = headers['Content-Length'] !== undefined || headers['Content-Range'] !== undefined
  return headers['Content-Encoding'] === undefined && isTold
}
