/** Any value as something to read members of; hosts omit whatever they like. */
export function asRecord(value: unknown): Record<string, unknown> {
  return Object(value)
}

/** Calls a method that some client lacks, or throws from. Then nothing happens, and `undefined` comes back. */
export function callIfPresent(owner: unknown, method: string, ...values: unknown[]): unknown {
  try {
    return (asRecord(owner)[method] as (...values: unknown[]) => unknown).apply(owner, values)
  } catch {
    return undefined
  }
}

/** For a promise that a host returns beside its callbacks: it says nothing new, and some hosts reject it. */
export function ignorePromise(returned: unknown): void {
  callIfPresent(returned, 'then', ignore, ignore)
}

function ignore(): void {}

/**
 * Calls `host[method]({ ...options, success, fail })` and makes one outcome of whatever the host does: a callback,
 * two of them, an exception, or no such method. Returns what the host returned.
 */
export function callHost(
  host: unknown,
  method: string,
  options: object,
  success: (payload: unknown) => void,
  fail: (payload: unknown) => void,
): unknown {
  let settled = false
  const once =
    (report: (payload: unknown) => void) =>
    (payload: unknown): void => {
      if (settled) return
      settled = true
      report(payload)
    }
  try {
    const api = asRecord(host)[method]
    // The error tables know these words.
    if (typeof api !== 'function') throw new TypeError(`${method} is not available on this client`)
    const returned: unknown = api.call(host, { ...options, success: once(success), fail: once(fail) })
    ignorePromise(returned)
    return returned
  } catch (exception) {
    once(fail)(exception)
    return undefined
  }
}
