import { afterEach, describe, expect, it } from 'vitest'
import type { CacheOptions } from '../../src/cache/file-cache.js'
import { isFresh, mayBeStale, mayStore } from '../../src/cache/freshness.js'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const stored = Date.UTC(2026, 0, 1)
const plain: CacheOptions = { maxBytes: 1 }

const dateOf = (time: number): string => new Date(time).toUTCString()

type Header = Record<string, string>

/** For how many milliseconds a file with this header is fresh from when it came, as far as a week. */
function freshFor(header: Header, options: Partial<CacheOptions> = {}, initialAge = 0): number {
  const file = { header, stored, initialAge }
  const freshAt = (age: number): boolean => isFresh(file, { ...plain, ...options }, stored + age)
  let [fresh, stale] = [-1, 7 * day]
  if (!freshAt(0)) return 0
  if (freshAt(stale)) return Number.POSITIVE_INFINITY
  while (stale - fresh > 1) {
    const middle = Math.floor((fresh + stale) / 2)
    if (freshAt(middle)) fresh = middle
    else stale = middle
  }
  return stale
}

const control = (text: string): Header => ({ 'cache-control': text })

describe('an answer may be kept', () => {
  it.each<[Header]>([
    [{}],
    [control('max-age=60')],
    [control('no-cache')],
    [control('private')],
    [control('must-revalidate')],
    [control('x-no-store')],
    [control('private="no-store"')],
    [{ vary: 'Accept, Cookie' }],
    [{ expires: '0' }],
  ])('with %j', (header) => {
    expect(mayStore(header)).toBe(true)
  })

  it.each<[Header]>([
    [control('no-store')],
    [control('No-Store')],
    [control('max-age=60, no-store')],
    [control('public,no-store="x"')],
    [{ vary: '*' }],
    [{ vary: ' * ' }],
    [{ vary: 'Accept, *' }],
    [{ vary: '*,Accept' }],
  ])('but not with %j', (header) => {
    expect(mayStore(header)).toBe(false)
  })
})

describe('a file is fresh', () => {
  it('not at all where the server says nothing', () => {
    expect(freshFor({})).toBe(0)
    expect(freshFor(control('public'))).toBe(0)
    expect(freshFor({ etag: '"a"', 'last-modified': dateOf(stored - 10 * day) })).toBe(0)
  })

  it('for max-age, to the millisecond', () => {
    expect(freshFor(control('max-age=60'))).toBe(60 * second)
    expect(freshFor(control('max-age=1'))).toBe(second)
    expect(freshFor(control('max-age=9999999999999'))).toBe(Number.POSITIVE_INFINITY)
  })

  it.each(['max-age=0', 'max-age=-1', 'max-age=1.5', 'max-age', 'max-age=', 'max-age=a', 'max-age=60s'])(
    'not at all for %s',
    (text) => {
      expect(freshFor({ ...control(text), expires: dateOf(stored + hour) })).toBe(0)
    },
  )

  it('for the first max-age of two', () => {
    expect(freshFor(control('max-age=60, max-age=3600'))).toBe(60 * second)
    expect(freshFor(control('max-age=x, max-age=3600'))).toBe(0)
  })

  it('not for s-maxage, which is for shared caches', () => {
    expect(freshFor(control('s-maxage=60'))).toBe(0)
    expect(freshFor(control('s-maxage=3600, max-age=60'))).toBe(60 * second)
  })

  it('until it Expires, counted from the Date of the server', () => {
    const header = { date: dateOf(stored), expires: dateOf(stored + hour) }
    expect(freshFor(header)).toBe(hour)
    const ahead = { date: dateOf(stored + 5 * hour), expires: dateOf(stored + 6 * hour) }
    expect(freshFor(ahead)).toBe(hour)
    expect(freshFor({ ...header, ...control('max-age=60') })).toBe(60 * second)
  })

  it('until it Expires, counted from when it came, where there is no Date or one that makes no sense', () => {
    expect(freshFor({ expires: dateOf(stored + hour) })).toBe(hour)
    for (const date of ['', 'rubbish', '0', '-1', '1767225600']) {
      expect(freshFor({ date, expires: dateOf(stored + hour) })).toBe(hour)
    }
  })

  it.each(['0', '-1', '', 'never', 'rubbish', '1798761600', '2027', '2026-01-01T01:00:00Z'])(
    'not at all if it Expires %j',
    (expires) => {
      expect(freshFor({ expires })).toBe(0)
    },
  )

  it('not at all if it Expired already, or at the moment when it came', () => {
    expect(freshFor({ expires: dateOf(stored - hour) })).toBe(0)
    expect(freshFor({ expires: dateOf(stored) })).toBe(0)
  })

  it('until it Expires, in each of the forms of a date (RFC 9110 §5.6.7)', () => {
    expect(freshFor({ expires: 'Thu, 01 Jan 2026 01:00:00 GMT' })).toBe(hour)
    expect(freshFor({ expires: 'Thursday, 01-Jan-26 01:00:00 GMT' })).toBe(hour)
    expect(freshFor({ expires: 'Thu, 01 Jan 2026 09:00:00 +0800' })).toBe(hour)
  })

  it('not at all with no-cache, whatever else is said', () => {
    const expires = dateOf(stored + hour)
    for (const text of [
      'no-cache',
      'no-cache, max-age=60',
      'No-Cache="set-cookie", max-age=60',
      'no-cache=',
    ]) {
      expect(freshFor({ ...control(text), expires })).toBe(0)
    }
  })

  it('as long with must-revalidate, private, immutable or a word that nobody knows', () => {
    for (const text of ['must-revalidate', 'proxy-revalidate', 'private', 'immutable', 'x-new="max-age=1"']) {
      expect(freshFor(control(`${text}, max-age=60`))).toBe(60 * second)
    }
  })

  it('not longer for immutable', () => {
    expect(freshFor(control('immutable'))).toBe(0)
  })

  it('for as much less as it was old when it came', () => {
    expect(freshFor(control('max-age=60'), {}, 20 * second)).toBe(40 * second)
    expect(freshFor(control('max-age=60'), {}, 60 * second)).toBe(0)
    expect(freshFor({ expires: dateOf(stored + hour) }, {}, 2 * hour)).toBe(0)
  })

  it('for the maxAge of the caller, from when it came, whatever the server says', () => {
    for (const header of [{}, control('max-age=5'), control('no-cache'), { expires: '0' }]) {
      expect(freshFor(header, { maxAge: hour })).toBe(hour)
      expect(freshFor(header, { maxAge: hour }, 5 * hour)).toBe(hour)
      expect(freshFor(header, { maxAge: Number.POSITIVE_INFINITY })).toBe(Number.POSITIVE_INFINITY)
    }
    expect(freshFor(control('max-age=60'), { maxAge: 0 })).toBe(0)
  })

  it('for a tenth of its age then, where the caller wants the heuristic and the server says nothing else', () => {
    const header = { 'last-modified': dateOf(stored - 10 * hour) }
    expect(freshFor(header, { heuristic: true })).toBe(hour)
    expect(freshFor(header, { heuristic: false })).toBe(0)
    expect(freshFor({ ...header, date: dateOf(stored - 5 * hour) }, { heuristic: true })).toBe(hour / 2)
    expect(freshFor({ ...header, ...control('max-age=60') }, { heuristic: true })).toBe(60 * second)
    expect(freshFor({ ...header, ...control('no-cache') }, { heuristic: true })).toBe(0)
    expect(freshFor({ ...header, expires: '0' }, { heuristic: true })).toBe(0)
    expect(freshFor({ ...header, expires: dateOf(stored + day) }, { heuristic: true })).toBe(day)
  })

  it('not by the heuristic, if it was modified at an unknown time, just now or in the future', () => {
    for (const modified of ['', 'rubbish', '0', dateOf(stored), dateOf(stored + day)]) {
      expect(freshFor({ 'last-modified': modified }, { heuristic: true })).toBe(0)
    }
    expect(freshFor({}, { heuristic: true })).toBe(0)
  })

  it('no more when the clock was set back to before it came', () => {
    const file = { header: control('max-age=3600'), stored, initialAge: 0 }
    expect(isFresh(file, plain, stored)).toBe(true)
    expect(isFresh(file, plain, stored - 1)).toBe(false)
    expect(isFresh(file, { ...plain, maxAge: hour }, stored - day)).toBe(false)
  })
})

describe('a file that is out of date', () => {
  const file = { header: control('max-age=60, stale-if-error=10'), stored, initialAge: 0 }

  it('may be handed out for as long as the server says', () => {
    expect(mayBeStale(file, plain, stored + 70 * second - 1)).toBe(true)
    expect(mayBeStale(file, plain, stored + 70 * second)).toBe(false)
  })

  it('is as old as when it came by a clock that was set back, and not younger', () => {
    for (const step of [1, hour, 1000 * day]) {
      expect(mayBeStale(file, plain, stored - step)).toBe(true)
      expect(mayBeStale({ ...file, initialAge: 70 * second }, plain, stored - step)).toBe(false)
      expect(mayBeStale({ ...file, initialAge: 70 * second - 1 }, plain, stored - step)).toBe(true)
    }
  })
})

describe('a file in an old form of date', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('is as fresh on a phone in %s', (place) => {
    process.env.TZ = place
    // The form of C's asctime is in GMT, without saying so (RFC 9110 §5.6.7).
    expect(freshFor({ expires: 'Thu Jan  1 01:00:00 2026' })).toBe(hour)
  })
})
