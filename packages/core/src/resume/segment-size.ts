// Plain numbers: a bundler keeps a product, even where nothing uses it.

/** 256 KiB: the smallest segment that the pace chooses, unless it was asked to begin with a smaller one. */
export const smallestSegment = 0x40000
/** 1 MiB: the first segment over a link of which nothing is known, where others come beside it. */
const firstShare = 0x100000
/** 2 MiB: a segment may always be so large, however small the file, and the first one of a row is. */
const smallShare = 0x200000
/** 8 MiB: what passes through memory at once. */
const largestSegment = 0x800000

/** What the downloads from one server have learned of the way there. */
export interface Link {
  /** Bytes of a segment; 0 as long as nothing is known. */
  size: number
  /** Milliseconds until a request is answered. */
  latency: number
  /** Bytes in a millisecond, once they come; 0 where nobody knows. */
  rate: number
  /** Bytes of all segments that came whole, and how many did not. */
  received: number
  failures: number
}

export function createLink(): Link {
  return { size: 0, latency: 0, rate: 0, received: 0, failures: 0 }
}

/** How large the segments of one download are, and when the next one is asked for, by how the link behaves. */
export interface SegmentPace {
  /** Bytes of the first one. */
  readonly first: number
  /** Bytes of the next segment. */
  next(total: number | undefined): number
  /** A request was answered after so many milliseconds. */
  answered(milliseconds: number): void
  /**
   * Milliseconds until what is left of a segment comes before another request would be answered. `Infinity` where nobody can say.
   *
   * @param came - of its bytes, in so many milliseconds since it was answered
   * @param milliseconds - `undefined` where it has just been asked for
   */
  untilNext(bytes: number, came: number, milliseconds: number | undefined): number
  /** A segment came in so many milliseconds. */
  succeeded(bytes: number, milliseconds: number): void
  failed(bytes: number): void
}

/** Milliseconds before which nobody can say how fast the bytes come: the first ones come all at once. */
const leastTime = 50

/**
 * Grows towards two seconds of transfer, at most twofold a step, and halves after a failure. Hosts give nothing of a
 * failed request, so after failures a segment is at most a twelfth of what came between two of them: on average half a
 * segment is lost each time. For the same reason no segment is more than an eighth of the file, nor, before any failure, than half of what
 * came.
 *
 * @param asked - bytes of the first segment, where the app has a wish
 * @param parallel - how many are fetched at a time
 * @param link - what is known already, and learns from this download
 */
export function createSegmentPace(
  asked: number | undefined,
  parallel: number = 1,
  link: Link = createLink(),
): SegmentPace {
  const first = asked || link.size || (parallel > 1 ? firstShare : smallShare)
  const least = Math.min(first, smallestSegment)
  let size = first
  const learn = (next: number): void => {
    size = Math.max(least, next)
    link.size = size
  }
  return {
    first,
    next(total = Number.POSITIVE_INFINITY) {
      const { received, failures } = link
      const ofFile = Math.max(smallShare, total / 8)
      const ofLink = failures > 0 ? received / failures / 12 : Math.max(first, smallShare, received / 2)
      return Math.floor(Math.max(Math.min(size, ofFile, ofLink), least))
    },
    answered(milliseconds) {
      link.latency = milliseconds
    },
    untilNext(bytes, came, milliseconds = -1) {
      // Where others are under way, the link does not rest if this comes late: only bytes that came count.
      const known = parallel > 1 ? 0 : link.rate
      const rate = (milliseconds >= leastTime && came / milliseconds) || known
      // Where it is not answered yet, the next one would be answered as late.
      return Math.max(0, (bytes - came) / rate - (milliseconds < 0 ? 0 : link.latency))
    },
    succeeded(bytes, milliseconds) {
      link.received += bytes
      const time = milliseconds - link.latency
      // Where it was answered when it was all there, or a moment before, all of the time counts.
      link.rate = bytes / (time < leastTime ? milliseconds || 1 : time)
      learn(Math.min(largestSegment, link.rate * 2000, bytes * 2))
    },
    failed(bytes) {
      link.failures += 1
      // Until something has come nobody knows whether it works again.
      link.rate = 0
      learn(bytes / 2)
    },
  }
}
