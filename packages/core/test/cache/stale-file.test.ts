import { describe, expect, it } from 'vitest'
import type { CacheOptions } from '../../src/cache/file-cache.js'
import { isReusable, mayBeStale } from '../../src/cache/freshness.js'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const stored = Date.UTC(2026, 0, 1)
const plain: CacheOptions = { maxBytes: 1 }

const dateOf = (time: number): string => new Date(time).toUTCString()

type Header = Record<string, string>

const control = (text: string): Header => ({ 'cache-control': text })

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
