/** How a call of the host ended; one of the two comes, once. */
export interface HostCallbacks {
  success(payload: unknown): void
  fail(payload: unknown): void
}

/**
 * Calls `host[method]({ ...options, success, fail })` and makes one outcome of whatever the host does: a callback,
 * two of them, an exception, a promise beside the callbacks that nobody waits for, or no such method. Returns what the
 * host returned.
 *
 * A host that is not there or lacks the method fails with `missingApi`'s words, which the error tables know.
 */
export function callHost(
  host: unknown,
  method: string,
  options: object,
  { success, fail }: HostCallbacks,
): unknown {
  let settled = false
  const once =
    (report: (payload: unknown) => void) =>
    (payload: unknown): void => {
      if (settled) return
      settled = true
      report(payload)
    }
  const failOnce = once(fail)
  try {
    const api = memberOf(host, method)
    if (typeof api !== 'function') throw new TypeError(`${method} is ${missingApi}`)
    const returned: unknown = api.call(host, { ...options, success: once(success), fail: failOnce })
    ignoreRejection(returned)
    return returned
  } catch (exception) {
    failOnce(exception)
    return undefined
  }
}

/** The words for an API that the host does not have, or for a host that is not there. */
export const missingApi = 'not available: this client lacks it, or the code runs outside a mini-program'

/** Reads a member of a host object whose shape nobody guarantees. */
export function memberOf(host: unknown, name: string): unknown {
  return host == null ? undefined : (host as Record<string, unknown>)[name]
}

/** For a promise whose news comes by a callback too, or is of no interest: some hosts reject it as well. */
export function ignoreRejection(returned: unknown): void {
  const then = memberOf(returned, 'then')
  if (typeof then === 'function')
    then.call(
      returned,
      () => undefined,
      () => undefined,
    )
}
