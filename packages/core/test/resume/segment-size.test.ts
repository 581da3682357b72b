import { describe, expect, it } from 'vitest'
import {
  createLink,
  createSegmentPace,
  type SegmentPace,
  smallestSegment,
} from '../../src/resume/segment-size.js'

const mebibyte = 1024 * 1024

describe('the size of a segment', () => {
  it('begins as asked', () => {
    expect(createSegmentPace(mebibyte).next(undefined)).toBe(mebibyte)
    expect(createSegmentPace(100).next(undefined)).toBe(100)
  })

  it('begins with 2 MiB by itself, and with 1 MiB where others come beside it', () => {
    expect(createSegmentPace(undefined).next(undefined)).toBe(2 * mebibyte)
    expect(createSegmentPace(undefined, 2).next(undefined)).toBe(mebibyte)
  })

  it('grows at most twofold a step, to no more than half of what came, up to 8 MiB', () => {
    const pace = createSegmentPace(mebibyte)
    const sizes: number[] = []
    for (let step = 0; step < 8; step += 1) {
      const size = pace.next(undefined)
      sizes.push(size)
      pace.succeeded(size, 1)
    }
    expect(sizes).toEqual([1, 2, 2, 2.5, 3.75, 5.625, 8, 8].map((count) => count * mebibyte))
  })

  it('begins with what an earlier download of the server has learned', () => {
    const link = createLink()
    const earlier = createSegmentPace(mebibyte, 1, link)
    for (let step = 0; step < 8; step += 1) earlier.succeeded(4 * mebibyte, 1)
    expect(createSegmentPace(undefined, 1, link).next(undefined)).toBe(8 * mebibyte)
    earlier.failed(8 * mebibyte)
    expect(createSegmentPace(undefined, 1, link).next(undefined)).toBe(Math.floor((32 / 12) * mebibyte))
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

  it('after failures is at most a twelfth of what came between two of them', () => {
    const pace = createSegmentPace(8 * mebibyte)
    for (let step = 0; step < 6; step += 1) pace.succeeded(8 * mebibyte, 1)
    pace.failed(8 * mebibyte)
    pace.failed(8 * mebibyte)
    // 48 MiB came with two failures.
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

describe('the moment for the next segment', () => {
  function createKnown(): SegmentPace {
    const pace = createSegmentPace(undefined)
    pace.answered(100)
    pace.succeeded(1000, 1100)
    return pace
  }

  it('is nowhere as long as nobody can say how fast the bytes come', () => {
    const pace = createSegmentPace(undefined)
    expect(pace.untilNext(1000, 0, undefined)).toBe(Number.POSITIVE_INFINITY)
    pace.answered(100)
    expect(pace.untilNext(1000, 0, 0)).toBe(Number.POSITIVE_INFINITY)
    expect(pace.untilNext(1000, 1, 1)).toBe(Number.POSITIVE_INFINITY)
    const failed = createKnown()
    failed.failed(1000)
    expect(failed.untilNext(1000, 0, undefined)).toBe(Number.POSITIVE_INFINITY)
  })

  it('comes a latency before the end, as fast as its bytes come, or those of the last one did', () => {
    const pace = createKnown()
    expect(pace.untilNext(1000, 500, 250)).toBe(150)
    expect(pace.untilNext(500, 0, 0)).toBe(400)
    expect(pace.untilNext(1000, 500, 5)).toBe(400)
    expect(pace.untilNext(1000, 900, 900)).toBe(0)
  })

  it('comes as long after the request as its bytes take where that is not answered', () => {
    expect(createKnown().untilNext(500, 0, undefined)).toBe(500)
  })

  it('is nowhere beside other lines before bytes have come, though the last one told how fast they do', () => {
    const pace = createSegmentPace(undefined, 2)
    pace.answered(100)
    pace.succeeded(1000, 1100)
    expect(pace.untilNext(500, 0, undefined)).toBe(Number.POSITIVE_INFINITY)
    expect(pace.untilNext(1000, 500, 250)).toBe(150)
  })

  it('goes by the bytes from 50 ms on', () => {
    const pace = createSegmentPace(undefined)
    expect(pace.untilNext(1000, 500, 49)).toBe(Number.POSITIVE_INFINITY)
    expect(pace.untilNext(1000, 500, 50)).toBe(50)
  })

  it('goes by all of the time of a segment that was answered less than 50 ms before its end', () => {
    const rest = (latency: number): number => {
      const pace = createSegmentPace(undefined)
      pace.answered(latency)
      pace.succeeded(1000, 100)
      return pace.untilNext(1000, 0, undefined)
    }
    expect([rest(50), rest(51)]).toEqual([50, 100])
  })
})
