/**
 * Waits before each piece for as long as a line of this rate needs to carry it. Counts from the clock and not from wait to
 * wait: a timer that is late once makes the next wait shorter, so that the average holds.
 *
 * @param rate - bytes per second; without one there is no wait
 */
export function createPace(rate: number | undefined): (bytes: number) => Promise<void> {
  const start = performance.now()
  let carried = 0
  return async (bytes) => {
    if (rate === undefined) return
    carried += bytes
    const wait = start + (carried / rate) * 1000 - performance.now()
    if (wait > 0) await delay(wait)
  }
}

/** A real wait: this is a server on a real socket, for tests of real time as well. */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
