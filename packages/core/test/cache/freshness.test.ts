import { afterEach, describe, expect, it } from 'vitest'
import type { CacheOptions } from '../../src/cache/cache-options.js'
import { ageOnArrival, isFresh, isReusable, mayBeStale, mayStore } from '../../src/cache/freshness.js'

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

  it.each(['0', '-1', '', 'never', 'rubbish', '1798761600', '2027'])(
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

describe('a file is of use again', () => {
  const isOfUse = (header: Header, options: Partial<CacheOptions> = {}, initialAge = 0): boolean =>
    isReusable({ header, stored, initialAge }, { ...plain, ...options })

  it('if it is fresh for a while', () => {
    expect(isOfUse(control('max-age=1'))).toBe(true)
    expect(isOfUse({ expires: dateOf(stored + hour) })).toBe(true)
    expect(isOfUse({}, { maxAge: 1 })).toBe(true)
  })

  it('if the server can be asked whether it has changed', () => {
    expect(isOfUse({ etag: 'W/"a"' })).toBe(true)
    expect(isOfUse({ 'last-modified': 'rubbish' })).toBe(true)
    expect(isOfUse({ ...control('no-cache'), etag: '"a"' })).toBe(true)
  })

  it('if the caller takes what is out of date', () => {
    expect(isOfUse({}, { staleIfError: true })).toBe(true)
    expect(isOfUse({}, { staleIfError: 1 })).toBe(true)
  })

  it.each<[Header, Partial<CacheOptions>]>([
    [{}, {}],
    [control('no-cache, max-age=60'), {}],
    [control('max-age=0'), {}],
    [{ expires: '0', etag: '', 'last-modified': '' }, {}],
    [{}, { maxAge: 0, staleIfError: false }],
    [{}, { staleIfError: 0 }],
    [{}, { heuristic: true }],
  ])('but not with %j and %j', (header, options) => {
    expect(isOfUse(header, options)).toBe(false)
  })
})

describe('a file may be handed out in place of a failure', () => {
  const mayBe = (header: Header, age: number, options: Partial<CacheOptions> = {}): boolean =>
    mayBeStale({ header, stored, initialAge: 0 }, { ...plain, ...options }, stored + age)

  it('never, if neither the caller nor the server says so', () => {
    for (const options of [{}, { staleIfError: false }, { staleIfError: 0 }]) {
      expect(mayBe(control('max-age=60'), 60 * second, options)).toBe(false)
      expect(mayBe({}, 0, options)).toBe(false)
    }
  })

  it('always, if the caller says so', () => {
    expect(mayBe({}, 0, { staleIfError: true })).toBe(true)
    expect(mayBe(control('max-age=60, stale-if-error=1'), 1000 * day, { staleIfError: true })).toBe(true)
  })

  it('for as long as the caller says after it was fresh', () => {
    const header = control('max-age=60')
    expect(mayBe(header, 60 * second + hour - 1, { staleIfError: hour })).toBe(true)
    expect(mayBe(header, 60 * second + hour, { staleIfError: hour })).toBe(false)
    expect(mayBe(header, 2 * hour - 1, { staleIfError: hour, maxAge: hour })).toBe(true)
    expect(mayBe(header, 2 * hour, { staleIfError: hour, maxAge: hour })).toBe(false)
    expect(mayBe(header, 1000 * day, { staleIfError: Number.POSITIVE_INFINITY })).toBe(true)
  })

  it('for as long as the server says, where the caller says nothing', () => {
    const header = control('max-age=60, stale-if-error=60')
    expect(mayBe(header, 120 * second - 1)).toBe(true)
    expect(mayBe(header, 120 * second)).toBe(false)
    expect(mayBe(header, 60 * second, { staleIfError: false })).toBe(false)
    expect(mayBe(header, hour, { staleIfError: day })).toBe(true)
  })

  it.each(['stale-if-error', 'stale-if-error=', 'stale-if-error=-5', 'stale-if-error=x'])(
    'not for %s, which makes no sense',
    (text) => {
      expect(mayBe(control(`max-age=60, ${text}`), 60 * second)).toBe(false)
    },
  )

  it.each(['must-revalidate', 'Must-Revalidate', 'no-cache', 'no-cache="set-cookie"'])(
    'never, if the server says %s',
    (text) => {
      for (const options of [{}, { staleIfError: true }, { staleIfError: hour }, { maxAge: hour }]) {
        expect(mayBe(control(`${text}, max-age=60, stale-if-error=60`), 0, options)).toBe(false)
      }
    },
  )

  it('not where nobody asked for it, when the clock was set back', () => {
    for (const options of [{}, { staleIfError: false }, { staleIfError: 0 }]) {
      expect(mayBe(control('max-age=60'), -day, options)).toBe(false)
    }
  })
})

describe('the age of an answer when it came', () => {
  const asked = stored
  const came = stored + 2 * second
  const ageOf = (header: Header, requested = asked, answered = came): number =>
    ageOnArrival(header, requested, answered)

  it('is the time that it was on its way', () => {
    expect(ageOf({})).toBe(2 * second)
    expect(ageOf({}, came)).toBe(0)
  })

  it('is what caches on the way say, and the time that it was on its way', () => {
    expect(ageOf({ age: '10' })).toBe(12 * second)
    expect(ageOf({ age: '0' })).toBe(2 * second)
  })

  it('is the first number where several caches say one', () => {
    expect(ageOf({ age: '10, 20' })).toBe(12 * second)
    expect(ageOf({ age: '10,10' })).toBe(12 * second)
    expect(ageOf({ age: '10 , 20' })).toBe(12 * second)
  })

  it.each(['', '-10', '1.5', 'abc', ',10', '10s', 'NaN'])('takes no notice of Age: %j', (age) => {
    expect(ageOf({ age })).toBe(2 * second)
  })

  it('is a number that the index can hold, however old caches say it is', () => {
    for (const age of ['99999999999', '9'.repeat(20), '9'.repeat(400)]) {
      expect(ageOf({ age })).toBeGreaterThan(365 * day)
      expect(Number.isSafeInteger(ageOf({ age }))).toBe(true)
    }
  })

  it('is the time since the Date of the server, if that is longer', () => {
    expect(ageOf({ date: dateOf(came - hour) })).toBe(hour)
    expect(ageOf({ date: dateOf(came - hour), age: '10' })).toBe(hour)
    expect(ageOf({ date: dateOf(came - 5 * second), age: '10' })).toBe(12 * second)
  })

  it.each([dateOf(came + hour), dateOf(came), '', 'rubbish', '0', '1'])(
    'takes no notice of a Date that is no time before it came: %j',
    (date) => {
      expect(ageOf({ date })).toBe(2 * second)
    },
  )

  it('is never negative, nor less than what caches say, when the clock was set back on the way', () => {
    expect(ageOf({}, came, asked)).toBe(0)
    expect(ageOf({ age: '10' }, stored + day, stored)).toBe(10 * second)
  })
})
