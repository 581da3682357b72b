/** Ten minutes: what one step between two events of a transfer never takes. */
const longestStep = 600_000

/**
 * Milliseconds since a time of the phone's clock. The clock may be set meanwhile, by the user or the network: a step back, or a huge one
 * ahead, counts as none.
 */
export function elapsed(since: number): number {
  const step = Date.now() - since
  return step > 0 && step < longestStep ? step : 0
}
