import { describe, expect, it } from 'vitest'
import { ageOnArrival } from '../../src/cache/freshness.js'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const stored = Date.UTC(2026, 0, 1)

const dateOf = (time: number): string => new Date(time).toUTCString()

type Header = Record<string, string>

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
