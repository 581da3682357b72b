import { describe, expect, it } from 'vitest'
import { createProgressReader } from '../../src/download-file/result.js'

function read(...events: [written: unknown, total: unknown][]) {
  const reader = createProgressReader()
  return events.map(([totalBytesWritten, totalBytesExpectedToWrite]) =>
    reader({ totalBytesWritten, totalBytesExpectedToWrite }),
  )
}

describe('progress', () => {
  it('is the part of the total in whole percent, and 100 only at the end', () => {
    expect(read([4, 10], [999, 1000], [1000, 1000])).toStrictEqual([
      { progress: 40, totalBytesWritten: 4, totalBytesExpectedToWrite: 10 },
      { progress: 99, totalBytesWritten: 999, totalBytesExpectedToWrite: 1000 },
      { progress: 100, totalBytesWritten: 1000, totalBytesExpectedToWrite: 1000 },
    ])
  })

  it.each([undefined, null, Number.NaN, 0, -1, 3, 'x', '9', Number.POSITIVE_INFINITY])(
    'is unknown with a total of %s after 4 bytes',
    (total) => {
      expect(read([4, total])).toStrictEqual([{ totalBytesWritten: 4 }])
    },
  )

  it('never falls, and neither do the bytes', () => {
    expect(read([5, 10], [3, 10], [6, 60])).toStrictEqual([
      { progress: 50, totalBytesWritten: 5, totalBytesExpectedToWrite: 10 },
      { progress: 50, totalBytesWritten: 5, totalBytesExpectedToWrite: 10 },
      { progress: 50, totalBytesWritten: 6, totalBytesExpectedToWrite: 60 },
    ])
  })

  it('survives events without numbers', () => {
    expect(
      read([undefined, undefined], ['x', 10], ['9', '10'], [Number.POSITIVE_INFINITY, 10]),
    ).toStrictEqual([
      { totalBytesWritten: 0 },
      { progress: 0, totalBytesWritten: 0, totalBytesExpectedToWrite: 10 },
      { totalBytesWritten: 0 },
      { progress: 0, totalBytesWritten: 0, totalBytesExpectedToWrite: 10 },
    ])
  })
})
