/**
 * Paints a whole list at most once per `interval` milliseconds, however many downloads report how often: one `setData` per
 * event makes the page stutter (native-apis.md §8, row 19). What comes after a quiet time is painted at once.
 *
 * @param paint - returns whether something on the list changes by itself, as a countdown does
 */
export function startListMeter(paint: () => boolean, interval = 150) {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const paintIn = (delay: number) => {
    timer = setTimeout(() => {
      timer = undefined
      last = Date.now()
      if (paint()) paintIn(interval)
    }, delay)
  }

  return {
    /** Something has changed. Cheap: nothing is painted here. */
    touch(): void {
      if (timer === undefined) paintIn(Math.max(0, last + interval - Date.now()))
    },
    /** Paints no more. */
    stop(): void {
      if (timer !== undefined) clearTimeout(timer)
    },
  }
}
