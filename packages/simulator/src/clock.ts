/** Where a host takes its time from. Inject a fake one to decide what time it is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `callback` after that many milliseconds; returns a handle for `clearTimeout`. */
  setTimeout(callback: () => void, milliseconds: number): unknown
  clearTimeout(handle: unknown): void
}

/** The timers of the environment, looked up at each call, so that fake timers may be installed at any moment. */
export const globalClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, milliseconds) => globalThis.setTimeout(callback, milliseconds),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof setTimeout>),
}
