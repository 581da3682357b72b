const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** The smallest and the largest segment that the pace chooses; what passes through memory at once. */
export const smallestSegment: number = 256 * kibibyte
const largestSegment = 8 * mebibyte

/** How large the segments of one download are, by how the link behaves. */
export interface SegmentPace {
  /** Bytes of the next segment. */
  next(total: number | undefined): number
  /** A segment came in so many milliseconds. */
  succeeded(bytes: number, milliseconds: number): void
  failed(bytes: number): void
}

/**
 * Grows towards two seconds of transfer, at most twofold a step, and halves after a failure. Hosts give nothing of a
 * failed request, so after failures a segment is at most an eighth of what came between two of them: on average half a
 * segment is lost each time, a sixteenth of what came. For the same reason no segment is more than an eighth of the file.
 */
export function createSegmentPace(first: number): SegmentPace {
  let size = first
  let received = 0
  let failures = 0
  return {
    next(total = Number.POSITIVE_INFINITY) {
      const ofFile = Math.max(2 * mebibyte, total / 8)
      const ofLink = failures > 0 ? received / failures / 8 : size
      return Math.floor(Math.max(Math.min(size, ofFile, ofLink), Math.min(size, smallestSegment)))
    },
    succeeded(bytes, milliseconds) {
      received += bytes
      const wanted = (bytes / Math.max(1, milliseconds)) * 2000
      size = Math.min(largestSegment, Math.max(smallestSegment, Math.min(wanted, bytes * 2)))
    },
    failed(bytes) {
      failures += 1
      size = Math.max(smallestSegment, bytes / 2)
    },
  }
}
