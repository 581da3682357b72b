import { describe, expect, it } from 'vitest'
import { isIdentity, readContentRange, totalOf } from '../../src/downloader/response-header.js'

const rangeOf = (value: string) => readContentRange({ 'content-range': value })

describe('the range of an answer', () => {
  it('is read', () => {
    expect(rangeOf('bytes 0-99/1000')).toEqual({ start: 0, end: 99, total: 1000 })
    expect(rangeOf(' Bytes 5-5/6 ')).toEqual({ start: 5, end: 5, total: 6 })
    expect(rangeOf('bytes 4294967296-4294967297/4294967298')).toEqual({
      start: 4_294_967_296,
      end: 4_294_967_297,
      total: 4_294_967_298,
    })
  })

  it.each([
    '',
    'bytes */1000',
    'bytes 0-99/*',
    'bytes 0-99',
    'items 0-9/10',
    'bytes=0-99/1000',
    'bytes -1-9/10',
    'kilobytes 0-9/10',
    'bytes 0-9/10 or so',
  ])('%j is none', (value) => {
    expect(rangeOf(value)).toBeUndefined()
  })

  it('is nothing without the header', () => {
    expect(readContentRange({})).toBeUndefined()
  })
})

describe('a body as it is stored', () => {
  it.each([{}, { 'content-encoding': '' }, { 'content-encoding': ' Identity ' }])('has %j', (header) => {
    expect(isIdentity(header as Record<string, string>)).toBe(true)
  })

  it.each(['gzip', 'br', 'identity, gzip'])('is not compressed with %s', (encoding) => {
    expect(isIdentity({ 'content-encoding': encoding })).toBe(false)
  })
})

describe('the total', () => {
  it('is that of the range before the length of the part', () => {
    expect(totalOf({ 'content-range': 'bytes 0-99/1000', 'content-length': '100' })).toBe(1000)
  })

  it('is the length', () => {
    expect(totalOf({ 'content-length': '100' })).toBe(100)
  })

  it.each([{}, { 'content-length': 'x' }, { 'content-length': '9', 'content-encoding': 'gzip' }])(
    'is not known from %j',
    (header) => {
      expect(totalOf(header as Record<string, string>)).toBeNaN()
    },
  )
})
