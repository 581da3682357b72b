import {
  type Arbitrary,
  array,
  assert,
  constant,
  constantFrom,
  dictionary,
  integer,
  oneof,
  option,
  property,
  record,
} from 'fast-check'
import CachePolicy from 'http-cache-semantics'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ageOnArrival, isFresh, mayStore } from '../../src/cache/freshness.js'
import { varianceOf } from '../../src/cache/key.js'
import { keptHeader } from '../../src/cache/stored-file.js'
import { arrival, dateAt, type OracleCase, oracleDifferences, type Verdict } from './oracle-differences.js'

const request = { method: 'GET', url: 'https://example.com/a.png', headers: {} }
const settings = { shared: false, immutableMinTimeToLive: 0, cacheHeuristic: 0 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** As the cache does it. */
function ourVerdict({ header, age }: OracleCase): Verdict {
  const initialAge = ageOnArrival(header, arrival, arrival)
  const file = { header: keptHeader(header), stored: arrival, initialAge }
  const isStored = mayStore(header)
  return { isStored, isFresh: isStored && isFresh(file, { maxBytes: 1 }, arrival + age) }
}

function verdictOfOracle({ header, age }: OracleCase): Verdict {
  vi.setSystemTime(arrival)
  const policy = new CachePolicy(request, { status: 200, headers: header }, settings)
  vi.setSystemTime(arrival + age)
  return { isStored: policy.storable(), isFresh: policy.satisfiesWithoutRevalidation(request) }
}

const directive = oneof(
  {
    weight: 8,
    arbitrary: constantFrom(
      ...['max-age=60', 'max-age=3600', 'max-age=10', 'max-age=0', 'max-age="60"', 'max-age = 60'],
      ...[
        'no-cache',
        'no-cache="set-cookie"',
        'no-store',
        'no-store',
        'private',
        'private="set-cookie"',
        'public',
      ],
      ...[
        'immutable',
        's-maxage=3600',
        'proxy-revalidate',
        'stale-if-error=60',
        'x-no-store',
        'x="no-store"',
      ],
      ...['stale-while-revalidate=60', 'no-transform', 'max-age=99999999999', 'max-age', ''],
    ),
  },
  {
    weight: 1,
    arbitrary: constantFrom(
      ...['Max-Age=60', 'NO-CACHE', 'No-Store', 'must-revalidate', 'max-age=60, max-age=3600', 'no-store='],
      ...['max-age=', 'max-age=1.5', 'max-age=-1', 'max-age=60s', 'max-age=60;no-cache', 'x="a, no-store"'],
    ),
  },
)
const control = record({
  parts: array(directive, { maxLength: 3 }),
  comma: constantFrom(', ', ',', ' , ', ',,'),
})
const seconds = oneof(constantFrom(0, 1, 10, 60, 3600), integer({ min: 0, max: 4000 }))

/** A header that some answers have: one in so many. */
const oneIn = <Value>(count: number, value: Arbitrary<Value>): Arbitrary<Value | undefined> =>
  oneof({ weight: count - 1, arbitrary: constant(undefined) }, { weight: 1, arbitrary: value })
const or = (rare: string[], usual: Arbitrary<string>): Arbitrary<string> =>
  oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: constantFrom(...rare) })

const header = record({
  'cache-control': option(control, { freq: 6 }),
  expires: oneIn(2, or([dateAt(-60), '0', '-1', 'rubbish', '', '2027-01-01'], seconds.map(dateAt))),
  date: oneIn(2, or([dateAt(-10), 'rubbish', ''], constantFrom(0, 0, 1, 60).map(dateAt))),
  age: oneIn(2, or(['-5', '1.5', 'x'], constantFrom('0', '10', '59', '60', '10, 20', '10,10'))),
  'last-modified': oneIn(
    3,
    seconds.map((before) => dateAt(-before)),
  ),
  etag: oneIn(3, constantFrom('"a"', 'W/"a"')),
  pragma: oneIn(10, constant('no-cache')),
  vary: oneIn(5, constantFrom('accept', 'Accept, Cookie', 'accept,origin', '*', 'accept, *')),
})
const moment = record({
  seconds,
  milliseconds: constantFrom(-1, 0, 0, 1, 999),
  isBack: integer({ min: 0, max: 30 }),
})

type Given = Record<string, string | { parts: readonly string[]; comma: string } | null | undefined>

function caseOf(given: Given, at: { seconds: number; milliseconds: number; isBack: number }): OracleCase {
  const entries = Object.entries(given).flatMap(([name, value]) => {
    if (value == null) return []
    return [[name, typeof value === 'string' ? value : value.parts.join(value.comma)]]
  })
  const age = at.seconds * 1000 + at.milliseconds
  return { header: Object.fromEntries(entries), age: at.isBack === 0 ? -1 - age : age }
}

describe('what we and http-cache-semantics say of an answer', () => {
  it.each([1, 2, 3])('is the same, but for what is listed (seed %i)', (seed) => {
    const seen = { fresh: 0, stale: 0, refused: 0, different: 0 }
    assert(
      property(header, moment, (given, at) => {
        const one = caseOf(given as Given, at)
        const [ours, theirs] = [ourVerdict(one), verdictOfOracle(one)]
        const differences = Object.values(oracleDifferences).filter(({ applies }) => applies(one))
        if (differences.length === 0) {
          expect(ours).toEqual(theirs)
          seen[!ours.isStored ? 'refused' : ours.isFresh ? 'fresh' : 'stale'] += 1
          return
        }
        seen.different += 1
        // What is said to be stricter is never laxer, and the other way round.
        const kinds = new Set(differences.map((difference) => difference.ours))
        const [kind] = kinds.size === 1 ? kinds : []
        if (kind === 'stricter' && ours.isFresh) expect(theirs.isFresh).toBe(true)
        if (kind === 'laxer' && theirs.isFresh) expect(ours.isFresh).toBe(true)
      }),
      { seed, numRuns: 2000 },
    )
    // Each kind of case has really been compared.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30)
  })

  it.each(Object.entries(oracleDifferences))('differs for %s', (_name, { applies, example }) => {
    const { verdict, ...one } = example
    expect(applies(one)).toBe(true)
    expect(ourVerdict(one)).toEqual(verdict)
    expect(verdictOfOracle(one)).not.toEqual(verdict)
  })

  it('is the same of the headers that it varies by', () => {
    const headers = dictionary(constantFrom('accept', 'cookie', 'constructor'), constantFrom('', 'a', 'b'))
    const vary = array(constantFrom('accept', 'Cookie', 'ACCEPT', 'constructor', '', 'x-other'), {
      maxLength: 3,
    })
    const seen = { same: 0, other: 0 }
    assert(
      property(vary, constantFrom(',', ', ', ' , '), headers, headers, (names, comma, before, after) => {
        const text = names.join(comma)
        const header = { 'cache-control': 'max-age=60', vary: text }
        const policy = new CachePolicy(
          { ...request, headers: before },
          { status: 200, headers: header },
          settings,
        )
        const isSame = String(varianceOf(text, before)) === String(varianceOf(text, after))
        expect(isSame).toBe(policy.satisfiesWithoutRevalidation({ ...request, headers: after }))
        seen[isSame ? 'same' : 'other'] += 1
      }),
      { seed: 1, numRuns: 1000 },
    )
    expect(Math.min(seen.same, seen.other)).toBeGreaterThan(200)
  })
})
