// Plain numbers: a bundler keeps a product, even where nothing uses it.

/** 256 KiB: the smallest segment that the pace chooses, unless it was asked to begin with a smaller one. */
export const smallestSegment = 0x40000
/** 1 MiB: the first segment over a link of which nothing is known. */
const firstSegment = 0x100000
/** 8 MiB: what passes through memory at once. */
const largestSegment = 0x800000
/** 2 MiB: a segment may always be so large, however small the file is. */
const smallShare = 0x200000

/** What the downloads from one server have learned of the way there. */
export interface Link {
  /** Bytes of a segment. */
  size: number
  /** Milliseconds until a request is answered. */
  latency: number
}

/** How large the segments of one download are, and when the next one is asked for, by how the link behaves. */
export interface SegmentPace {
  /** Bytes of the first one. */
  readonly first: number
  /** Bytes of the next segment. */
  next(total: number | undefined): number
  /** A request was answered after so many milliseconds. */
  answered(milliseconds: number): void
  /** Whether the bytes that are left come before another request would be answered, as they came so far. */
  isEnding(left: number, came: number, milliseconds: number): boolean
  /** A segment came in so many milliseconds. */
  succeeded(bytes: number, milliseconds: number): void
  failed(bytes: number): void
}

/** Milliseconds before which nobody can say how fast the bytes come. */
const leastTime = 10

/** Milliseconds by which the next segment is asked for early, since progress is told in steps. */
const step = 20

/**
 * Grows towards two seconds of transfer, at most twofold a step, and halves after a failure. Hosts give nothing of a
 * failed request, so after failures a segment is at most an eighth of what came between two of them: on average half a
 * segment is lost each time, a sixteenth of what came. For the same reason no segment is more than an eighth of the file.
 *
 * @param asked - bytes of the first segment, where the app has a wish
 * @param link - what is known already, and learns from this download
 */
export function createSegmentPace(asked: number | undefined, link: Partial<Link> = {}): SegmentPace {
  const first = asked || link.size || firstSegment
  const least = Math.min(first, smallestSegment)
  let size = first
  let received = 0
  let failures = 0
  const learn = (next: number): void => {
    size = Math.max(least, next)
    link.size = size
  }
  return {
    first,
    next(total = Number.POSITIVE_INFINITY) {
      const ofFile = Math.max(smallShare, total / 8)
      const ofLink = failures > 0 ? received / failures / 8 : size
      return Math.floor(Math.max(Math.min(size, ofFile, ofLink), least))
    },
    answered(milliseconds) {
      link.latency = milliseconds
    },
    isEnding: (left, came, milliseconds) =>
      milliseconds >= leastTime && (left / came) * milliseconds <= (link.latency || 0) + step,
    succeeded(bytes, milliseconds) {
      received += bytes
      const wanted = (bytes / Math.max(1, milliseconds)) * 2000
      learn(Math.min(largestSegment, wanted, bytes * 2))
    },
    failed(bytes) {
      failures += 1
      learn(bytes / 2)
    },
  }
}
