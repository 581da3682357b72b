import type { ByteRange } from './file-server-range.js'

/** In which way a ranged answer is not what was asked for. */
export type RangeLie = (typeof rangeLies)[number]

export const rangeLies = ['start', 'total', 'short', 'missing', 'end', 'whole'] as const

/** Which bytes a 206 answer has, and which it says it has. */
export interface RangedAnswer {
  part: ByteRange
  /** `undefined` where it does not say. */
  contentRange: string | undefined
}

/** The truth, or the lie that is asked for; a lie that one byte leaves no room for is the truth again. */
export function rangedAnswer(asked: ByteRange, size: number, lie: RangeLie | undefined): RangedAnswer {
  const { start, end } = asked
  const truth = { part: asked, contentRange: contentRange(asked, size) }
  switch (lie) {
    case undefined:
      return truth
    case 'start': {
      if (start + 1 === size) return truth
      const later = { start: start + 1, end: Math.max(end, start + 2) }
      return { part: later, contentRange: contentRange(later, size) }
    }
    case 'total':
      return { part: asked, contentRange: contentRange(asked, size + 1) }
    case 'short':
      return { part: { start, end: end - 1 }, contentRange: truth.contentRange }
    case 'missing':
      return { part: asked, contentRange: undefined }
    case 'end': {
      const half = { start, end: start + Math.ceil((end - start) / 2) }
      return { part: half, contentRange: contentRange(half, size) }
    }
    case 'whole':
      return { part: { start: 0, end: size }, contentRange: truth.contentRange }
  }
}

function contentRange({ start, end }: ByteRange, total: number): string {
  return `bytes ${start}-${end - 1}/${total}`
}
