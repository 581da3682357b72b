import { describe, expect, it } from 'vitest'
import { judgeSegment, type KnownFile, unknownFile } from '../../src/downloader/judge-segment.js'

const asked = { start: 100, end: 200 }
const known: KnownFile = { total: 1000, validator: '"a"' }
const good = { 'content-range': 'bytes 100-199/1000', etag: '"a"' }

function judge(
  answer: {
    statusCode?: number | undefined
    header?: Record<string, string>
    size?: number | undefined
  } = {},
  file: KnownFile = known,
  range: { start: number; end: number } = asked,
): string {
  const { header = good } = answer
  const statusCode = 'statusCode' in answer ? answer.statusCode : 206
  const size = 'size' in answer ? answer.size : 100
  return judgeSegment(range, file, { header, ...(statusCode !== undefined && { statusCode }) }, size)
}

describe('an answer is a segment', () => {
  it('with exactly the bytes asked for, of the known version', () => {
    expect(judge()).toBe('segment')
  })

  it('at the end of the file, which may come before the end of what was asked', () => {
    const header = { 'content-range': 'bytes 950-999/1000', etag: '"a"' }
    expect(judge({ header, size: 50 }, known, { start: 950, end: 1050 })).toBe('segment')
  })

  it('if it is the first and names a version', () => {
    expect(judge({}, unknownFile)).toBe('segment')
  })

  it('if it is the first and all there is, whatever the version', () => {
    const header = { 'content-range': 'bytes 0-49/50' }
    expect(judge({ header, size: 50 }, unknownFile, { start: 0, end: 100 })).toBe('segment')
  })
})

describe('an answer is whole', () => {
  it.each([200, 201, 304, 403, 404, 412, 500, 503])('with status %i', (statusCode) => {
    expect(judge({ statusCode })).toBe('whole')
  })
})

describe('an answer is useless', () => {
  it('if no version was ever named and none is now', () => {
    const header = { 'content-range': 'bytes 100-199/1000' }
    expect(judge({ header }, { total: 1000, validator: undefined })).toBe('useless')
  })
})

describe('an answer is of a changed file', () => {
  it.each(['"b"', 'W/"a"'])('with the entity tag %s', (etag) => {
    expect(judge({ header: { ...good, etag } })).toBe('changed')
  })

  it('without the entity tag that was there before', () => {
    expect(judge({ header: { 'content-range': good['content-range'] } })).toBe('changed')
  })

  it('with another length as well', () => {
    expect(judge({ header: { 'content-range': 'bytes 100-199/1001', etag: '"b"' } })).toBe('changed')
  })
})

describe('an answer is useless', () => {
  it('without a status', () => {
    expect(judge({ statusCode: undefined })).toBe('useless')
  })

  it('with status 416', () => {
    expect(judge({ statusCode: 416, header: { 'content-range': 'bytes */1000' }, size: 0 })).toBe('useless')
  })

  it.each([
    '',
    'bytes 100-199/*',
    'bytes 0-99/1000',
    'bytes 101-199/1000',
    'bytes 100-198/1000',
    'bytes 100-299/1000',
  ])('with the range %j', (range) => {
    expect(judge({ header: { ...good, 'content-range': range } })).toBe('useless')
  })

  it.each([
    ['bytes 101-199/1000', 99],
    ['bytes 99-199/1000', 101],
    ['bytes 100-198/1000', 99],
    ['bytes 100-200/1000', 101],
  ])('with the range %j, though it is as long as that says', (range, size) => {
    expect(judge({ header: { ...good, 'content-range': range }, size })).toBe('useless')
  })

  it.each([0, 99, 101, 1000, undefined])('with %s bytes', (size) => {
    expect(judge({ size })).toBe('useless')
  })

  it('if it is compressed', () => {
    expect(judge({ header: { ...good, 'content-encoding': 'gzip' } })).toBe('useless')
  })

  it('if it is a first part of which nobody can tell the version', () => {
    const header = { 'content-range': 'bytes 100-199/1000' }
    expect(judge({ header }, unknownFile)).toBe('useless')
    expect(judge({ header: { ...header, etag: 'W/"a"' } }, unknownFile)).toBe('useless')
  })

  it('with another length of the same version', () => {
    expect(judge({ header: { ...good, 'content-range': 'bytes 100-199/1001' } })).toBe('useless')
  })
})
