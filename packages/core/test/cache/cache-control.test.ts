import { describe, expect, it } from 'vitest'
import { readCacheControl, readSeconds } from '../../src/cache/freshness.js'

const read = (text?: string): Record<string, string> => Object.fromEntries(readCacheControl(text))

describe('the directives of a Cache-Control header', () => {
  it('are none where there is no header, or nothing in it', () => {
    for (const text of [undefined, '', ' ', ',', ', ,,', '=', '"']) expect(read(text)).toEqual({})
  })

  it('are names with values, or without', () => {
    expect(read('public, max-age=60')).toEqual({ public: '', 'max-age': '60' })
    expect(read('max-age=')).toEqual({ 'max-age': '' })
    expect(read('max-age')).toEqual({ 'max-age': '' })
  })

  it('are read in any case and with any spaces', () => {
    expect(read('No-Store')).toEqual({ 'no-store': '' })
    expect(read(' MAX-AGE = 60\t,\tno-cache ')).toEqual({ 'max-age': '60', 'no-cache': '' })
    expect(read('max-age=60,no-cache,,immutable')).toEqual({ 'max-age': '60', 'no-cache': '', immutable: '' })
  })

  it('may have a quoted value, whose commas and words belong to it', () => {
    expect(read('max-age="60"')).toEqual({ 'max-age': '60' })
    expect(read('private="set-cookie, no-store", max-age=60')).toEqual({
      private: 'set-cookie, no-store',
      'max-age': '60',
    })
    expect(read('x=""')).toEqual({ x: '' })
  })

  it('count once: the first of a name', () => {
    expect(read('max-age=60, max-age=3600')).toEqual({ 'max-age': '60' })
    expect(read('Max-Age=60, max-age=3600')).toEqual({ 'max-age': '60' })
    expect(read('max-age, max-age=3600')).toEqual({ 'max-age': '' })
    expect(read('private="max-age=3600", max-age=60')['max-age']).toBe('60')
  })

  it('forbid what they seem to forbid where a quote is not closed', () => {
    expect(read('private="set-cookie, no-store')).toMatchObject({ 'no-store': '' })
  })

  it.each(['x-no-store', 'no-store-at-all', 'no_store', 'extension=no-store', 'extension="no-store"'])(
    'do not have no-store for %s',
    (text) => {
      expect(readCacheControl(text).has('no-store')).toBe(false)
    },
  )

  it.each([
    'no-store;max-age=60',
    'max-age=60;no-store',
    'max-age=60 no-store',
    'no-store=1',
    'no-store="x"',
  ])('have no-store for %s', (text) => {
    expect(readCacheControl(text).has('no-store')).toBe(true)
  })

  it('keep a value to its end', () => {
    expect(read('x=a=b, max-age=60')).toEqual({ x: 'a=b', 'max-age': '60' })
    expect(read('max-age=60abc')).toEqual({ 'max-age': '60abc' })
  })

  it('have no names but those of the header', () => {
    const directives = readCacheControl('max-age=60')
    for (const name of ['constructor', '__proto__', 'toString']) expect(directives.has(name)).toBe(false)
    expect(readCacheControl('__proto__=1, constructor=2').get('constructor')).toBe('2')
  })

  it('take no longer than the header is long', () => {
    const size = readCacheControl(`x="${'a,'.repeat(50_000)}`).size
    expect(size).toBe(2)
    expect(readCacheControl(`${'='.repeat(50_000)}${' '.repeat(50_000)}`).size).toBe(0)
    expect(readCacheControl(`a${' '.repeat(50_000)}b`).size).toBe(2)
  })
})

describe('a number of seconds', () => {
  it('is read as milliseconds', () => {
    expect(readSeconds('0')).toBe(0)
    expect(readSeconds('60')).toBe(60_000)
    expect(readSeconds('007')).toBe(7000)
  })

  it.each(['', '-1', '+1', '1.5', '1e3', '0x10', '60s', ' 60', '60 ', '６０', 'NaN', 'Infinity', '60\n'])(
    'is none for %j',
    (text) => {
      expect(readSeconds(text)).toBe(0)
    },
  )

  it('may be larger than any clock, and can be counted with all the same (RFC 9111 §1.2.2)', () => {
    for (const text of ['99999999999', '9'.repeat(20), '9'.repeat(400)]) {
      expect(readSeconds(text)).toBeGreaterThanOrEqual(2 ** 31 * 1000)
      expect(readSeconds(text)).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER)
    }
  })
})
