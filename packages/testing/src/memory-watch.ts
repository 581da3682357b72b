/**
 * Watches how far what JavaScript holds rises, buffers included, over the lowest that was seen before. What the process has of the
 * system says less: it keeps what earlier tests needed.
 */
export function watchMemory() {
  let lowest = Infinity
  let rise = 0
  const look = (): void => {
    const { heapUsed, external } = process.memoryUsage()
    lowest = Math.min(lowest, heapUsed + external)
    rise = Math.max(rise, heapUsed + external - lowest)
  }
  look()
  return {
    /** To be called often. */
    look,
    /** Bytes. */
    get rise() {
      return rise
    },
  }
}
