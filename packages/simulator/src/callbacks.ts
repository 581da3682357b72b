/** The three callbacks of every asynchronous API of both hosts. */
export interface Callbacks {
  success?: ((result: never) => void) | undefined
  fail?: ((error: never) => void) | undefined
  complete?: ((outcome: never) => void) | undefined
}

export type Terminal = 'success' | 'fail'

/** What the app is told at the end of a call: which callback runs, and with what. */
export interface Outcome {
  readonly terminal: Terminal
  readonly payload: object
}

/**
 * Tells how a call ended: `success` or `fail`, then `complete` with the same object. What a callback throws reaches the
 * global error handler, as on a phone, and stops nothing.
 */
export function settleCallbacks(
  callbacks: Callbacks,
  terminal: Terminal,
  payload: object,
  { complete = true }: { complete?: boolean } = {},
): void {
  callSafely(callbacks[terminal], payload)
  if (complete) callSafely(callbacks.complete, payload)
}

export function callSafely(callback: unknown, ...values: unknown[]): void {
  if (typeof callback !== 'function') return
  try {
    callback(...values)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Runs an API that needs no network, and tells its callbacks later. What it has thrown is told as `failure` says it. */
export function answerLater(
  { deliver }: { deliver(callback: () => void): void },
  callbacks: Callbacks,
  run: () => object,
  failure: (thrown: unknown) => object,
  onEnd: (outcome: Outcome) => void = () => undefined,
): void {
  const end = (outcome: Outcome) =>
    deliver(() => {
      settleCallbacks(callbacks, outcome.terminal, outcome.payload)
      onEnd(outcome)
    })
  let payload: object
  try {
    payload = run()
  } catch (thrown) {
    end({ terminal: 'fail', payload: failure(thrown) })
    return
  }
  end({ terminal: 'success', payload })
}

export function hasCallbacks({ success, fail, complete }: Callbacks): boolean {
  return success !== undefined || fail !== undefined || complete !== undefined
}

/** The listeners of one event of a host. */
export function createListenerSet() {
  const listeners = new Set<unknown>()
  return {
    add: (listener: unknown) => {
      listeners.add(listener)
    },
    /** All of them where none is named (native-apis.md §2). */
    remove: (listener?: unknown) => {
      if (listener === undefined) listeners.clear()
      else listeners.delete(listener)
    },
    emit: (...event: [event?: object]) => {
      for (const listener of [...listeners]) callSafely(listener, ...event)
    },
  }
}
