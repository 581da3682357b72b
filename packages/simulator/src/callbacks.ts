/** The three callbacks of every asynchronous API of both hosts. */
export interface Callbacks {
  success?: ((result: never) => void) | undefined
  fail?: ((error: never) => void) | undefined
  complete?: ((outcome: never) => void) | undefined
}

export type Terminal = 'success' | 'fail'

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
