/** How far memory rises while something runs. */
export interface MemoryWatch {
  /** To be called often. */
  look(): void
  /** Bytes, over the lowest that was seen before. */
  readonly rise: number
}

/**
 * Watches what JavaScript holds, buffers included. What the process has of the system says less: it keeps what earlier tests
 * needed.
 */
export function watchMemory(): MemoryWatch {
  let lowest = Infinity
  let rise = 0
  const look = (): void => {
    const { heapUsed, external } = process.memoryUsage()
    lowest = Math.min(lowest, heapUsed + external)
    rise = Math.max(rise, heapUsed + external - lowest)
  }
  look()
  return {
    look,
    get rise() {
      return rise
    },
  }
}
