import { describe, expect, it } from 'vitest'
import { strongValidator } from '../../src/downloader/response-header.js'

const modified = 'Wed, 01 Jan 2025 12:00:00 GMT'

describe('the strong validator', () => {
  it('is the entity tag with its quotes', () => {
    expect(strongValidator({ etag: '"abc"' })).toBe('"abc"')
    expect(strongValidator({ etag: '""' })).toBe('""')
  })

  it('is the entity tag before the date', () => {
    expect(
      strongValidator({ etag: '"a"', 'last-modified': modified, date: 'Wed, 01 Jan 2025 13:00:00 GMT' }),
    ).toBe('"a"')
  })

  it.each(['W/"abc"', 'w/"abc"', 'abc', ''])('is not the weak or broken entity tag %j', (etag) => {
    expect(strongValidator({ etag })).toBeUndefined()
  })

  it('is the modification date, in the words of the server, a second or more before the answer', () => {
    const date = 'Wed, 01 Jan 2025 12:00:01 GMT'
    expect(strongValidator({ 'last-modified': modified, date })).toBe(modified)
    expect(strongValidator({ etag: 'W/"a"', 'last-modified': modified, date })).toBe(modified)
  })

  it.each([modified, 'Wed, 01 Jan 2025 11:00:00 GMT', 'rubbish', ''])(
    'is not the modification date if the answer is of %j',
    (date) => {
      expect(strongValidator({ 'last-modified': modified, date })).toBeUndefined()
    },
  )

  it('is nothing where the server names none', () => {
    expect(strongValidator({})).toBeUndefined()
    expect(strongValidator({ date: modified })).toBeUndefined()
    expect(strongValidator({ 'last-modified': 'rubbish', date: modified })).toBeUndefined()
  })
})
