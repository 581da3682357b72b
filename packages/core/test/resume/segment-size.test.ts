import { describe, expect, it } from 'vitest'
import { createSegmentPace, smallestSegment } from '../../src/resume/segment-size.js'

const mebibyte = 1024 * 1024

describe('the size of a segment', () => {
  it('begins as asked', () => {
    expect(createSegmentPace(mebibyte).next(undefined)).toBe(mebibyte)
    expect(createSegmentPace(100).next(undefined)).toBe(100)
  })

  it('grows at most twofold a step, up to 8 MiB', () => {
    const pace = createSegmentPace(mebibyte)
    const sizes: number[] = []
    for (let step = 0; step < 5; step += 1) {
      const size = pace.next(undefined)
      sizes.push(size)
      pace.succeeded(size, 1)
    }
    expect(sizes).toEqual([1, 2, 4, 8, 8].map((count) => count * mebibyte))
  })

  it('becomes what comes in two seconds', () => {
    const pace = createSegmentPace(mebibyte)
    pace.succeeded(mebibyte, 1600)
    expect(pace.next(undefined)).toBe(1.25 * mebibyte)
    pace.succeeded(mebibyte, 4000)
    expect(pace.next(undefined)).toBe(mebibyte / 2)
  })

  it('never is less than 256 KiB by itself', () => {
    const pace = createSegmentPace(mebibyte)
    pace.succeeded(mebibyte, 1_000_000)
    expect(pace.next(undefined)).toBe(smallestSegment)
    pace.failed(smallestSegment)
    expect(pace.next(undefined)).toBe(smallestSegment)
  })

  it('survives a segment that came in no time', () => {
    const pace = createSegmentPace(mebibyte)
    pace.succeeded(mebibyte, 0)
    expect(pace.next(undefined)).toBe(2 * mebibyte)
  })

  it('halves after a failure', () => {
    const pace = createSegmentPace(8 * mebibyte)
    pace.succeeded(8 * mebibyte * 8, 1)
    pace.failed(8 * mebibyte)
    expect(pace.next(undefined)).toBe(4 * mebibyte)
  })

  it('after failures is at most an eighth of what came between two of them', () => {
    const pace = createSegmentPace(8 * mebibyte)
    for (let step = 0; step < 4; step += 1) pace.succeeded(8 * mebibyte, 1)
    pace.failed(8 * mebibyte)
    pace.failed(8 * mebibyte)
    // 32 MiB came with two failures.
    expect(pace.next(undefined)).toBe(2 * mebibyte)
  })

  it('is the smallest after a failure with nothing received', () => {
    const pace = createSegmentPace(4 * mebibyte)
    pace.failed(4 * mebibyte)
    expect(pace.next(undefined)).toBe(smallestSegment)
  })

  it('is at most an eighth of the file, where that is more than 2 MiB', () => {
    const pace = createSegmentPace(8 * mebibyte)
    expect(pace.next(24 * mebibyte)).toBe(3 * mebibyte)
    expect(pace.next(mebibyte)).toBe(2 * mebibyte)
    expect(pace.next(1024 * mebibyte)).toBe(8 * mebibyte)
  })

  it('is a whole number', () => {
    const pace = createSegmentPace(mebibyte)
    pace.succeeded(mebibyte, 1777)
    expect(Number.isInteger(pace.next(17 * mebibyte + 3))).toBe(true)
  })
})
