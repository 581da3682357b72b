// Plain numbers: a bundler keeps a product, even where nothing uses it.

/** 256 KiB: the smallest segment that the pace chooses, unless it was asked to begin with a smaller one. */
export const smallestSegment = 0x40000
/** 8 MiB: what passes through memory at once. */
const largestSegment = 0x800000
/** 2 MiB: a segment may always be so large, however small the file is. */
const smallShare = 0x200000

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
  const least = Math.min(first, smallestSegment)
  let size = first
  let received = 0
  let failures = 0
  return {
    next(total = Number.POSITIVE_INFINITY) {
      const ofFile = Math.max(smallShare, total / 8)
      const ofLink = failures > 0 ? received / failures / 8 : size
      return Math.floor(Math.max(Math.min(size, ofFile, ofLink), least))
    },
    succeeded(bytes, milliseconds) {
      received += bytes
      const wanted = (bytes / Math.max(1, milliseconds)) * 2000
      size = Math.min(largestSegment, Math.max(least, Math.min(wanted, bytes * 2)))
    },
    failed(bytes) {
      failures += 1
      size = Math.max(least, bytes / 2)
    },
  }
}
