import type { Answer } from './answer.js'
import { type Fault, type FaultScene, without } from './fault.js'

/** Answers to ranged requests that are not what was asked for, and parts that nobody has asked for. */
export const rangeFaults = {
  'whole instead of a part': {
    endsAs: [],
    voids: true,
    spoil(answer, { file, range }) {
      if (range === undefined || answer.status !== 206) return undefined
      const headers = without(answer.headers, 'content-range', 'content-length')
      const length =
        'Content-Length' in answer.headers ? { 'Content-Length': String(file.length) } : undefined
      return { ...answer, status: 200, headers: { ...headers, ...length }, body: file }
    },
  },
  'part from elsewhere': {
    endsAs: ['integrity'],
    voids: true,
    spoil(answer, { file, random }) {
      const [start, end] = rangeOf(answer)
      const shift = random.integer(1, Math.max(1, Math.min(start, end - start - 1)))
      const from = random.chance(0.5) ? start - shift : start + shift
      // As long as what was asked for, or as far.
      const to = random.chance(0.5) ? end : Math.min(file.length, from + end - start)
      if (end === 0 || from < 0 || to <= from) return undefined
      return withPart(answer, file, from, to)
    },
  },
  'shorter part': {
    endsAs: ['integrity'],
    voids: true,
    spoil(answer, { file, random }) {
      const [start, end] = rangeOf(answer)
      if (end - start < 2) return undefined
      return withPart(answer, file, start, random.integer(start + 1, end - 1))
    },
  },
  'longer part': {
    endsAs: ['integrity'],
    voids: true,
    spoil(answer, { file, random }) {
      const [start, end] = rangeOf(answer)
      if (end <= start || end >= file.length) return undefined
      return withPart(answer, file, start, random.integer(end + 1, file.length))
    },
  },
  'lying total': {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer, { random }) =>
      relabelled(answer, (range) =>
        range.replace(/\d+$/, (total) => `${Number(total) + random.integer(1, 999)}`),
      ),
  },
  'unknown total': {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer) => relabelled(answer, (range) => range.replace(/\d+$/, '*')),
  },
  'part without a label': {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer) => relabelled(answer, () => undefined),
  },
  'not satisfiable': {
    endsAs: ['integrity', 'http-status', 'network'],
    voids: true,
    spoil(answer, { file }) {
      if (answer.status !== 206) return undefined
      const headers = { ...answer.headers, 'Content-Range': `bytes */${file.length}`, 'Content-Length': '0' }
      return { ...answer, status: 416, headers, body: file.subarray(0, 0) }
    },
  },
  'unasked part': {
    endsAs: ['integrity', 'http-status'],
    voids: true,
    isNoticed: ({ hasChecksum, seesStatus }) => hasChecksum || seesStatus,
    spoil(answer, { file, range, random }) {
      if (range !== undefined || answer.status !== 200 || file.length < 2) return undefined
      return withPart({ ...answer, status: 206 }, file, 0, random.integer(1, file.length - 1))
    },
  },
  'weak tag': {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer) => retagged(answer, (tag) => (tag.startsWith('W/') ? tag : `W/${tag}`)),
  },
  'no tag': {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer) => ({ ...answer, headers: without(answer.headers, 'etag', 'last-modified') }),
  },
  'other tag': {
    endsAs: ['integrity'],
    voids: true,
    spoil: (answer, { random }) => retagged(answer, () => `"other-${random.integer(0, 1_000_000_000)}"`),
  },
} satisfies Record<string, Fault>

/** What the answer says that it is: a part as `Content-Range` says. */
function rangeOf({ headers }: Answer): [start: number, end: number] {
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(headers['Content-Range'] ?? '') ?? []
  return first === undefined ? [0, 0] : [Number(first), Number(last) + 1]
}

/** A truthful part, though not the one that was asked for. */
function withPart(answer: Answer, file: FaultScene['file'], start: number, end: number): Answer {
  const length = 'Content-Length' in answer.headers ? { 'Content-Length': String(end - start) } : undefined
  const label = { 'Content-Range': `bytes ${start}-${end - 1}/${file.length}` }
  return { ...answer, headers: { ...answer.headers, ...length, ...label }, body: file.subarray(start, end) }
}

function relabelled(answer: Answer, change: (range: string) => string | undefined): Answer | undefined {
  const range = answer.headers['Content-Range']
  if (range === undefined || answer.status !== 206) return undefined
  const changed = change(range)
  const headers = without(answer.headers, 'content-range')
  return { ...answer, headers: changed === undefined ? headers : { ...headers, 'Content-Range': changed } }
}

function retagged(answer: Answer, change: (tag: string) => string): Answer | undefined {
  const { ETag: tag } = answer.headers
  return tag === undefined ? undefined : { ...answer, headers: { ...answer.headers, ETag: change(tag) } }
}
