/// <reference path="../host-globals.d.ts" />

/** Any value as something to read members of; hosts omit whatever they like. */
export function asRecord(value: unknown): Record<string, unknown> {
  return Object(value)
}

/** The folder that the app may write to; `''` where the host names none. */
export function readUserDataPath(host: unknown): string {
  const { USER_DATA_PATH = '' } = asRecord(asRecord(host).env)
  return String(USER_DATA_PATH)
}

/**
 * Calls a method of the host, or of something that the host returned, and hands back what it returns. `fail` hears of a
 * method that this client lacks, and of what it throws.
 */
export function callHost(
  owner: unknown,
  method: string,
  value?: unknown,
  fail?: (reason: unknown) => void,
): unknown {
  try {
    const api = asRecord(owner)[method]
    // The error tables know these words.
    if (typeof api !== 'function') throw new TypeError(`${method} is not available on this client`)
    const returned: unknown = api.call(owner, value)
    // A promise beside the callbacks says nothing new, and may reject (native-apis.md §1.4, §2).
    Promise.resolve(returned).catch(() => undefined)
    return returned
  } catch (exception) {
    fail?.(exception)
  }
  return undefined
}

/**
 * Calls code of the app. What it throws reaches the host's global error handler, as it does when the host calls it,
 * and changes nothing here.
 */
export function callSafely<Value>(callback: ((value: Value) => void) | undefined, value: Value): void {
  if (typeof callback !== 'function') return
  try {
    callback(value)
  } catch (exception) {
    setTimeout(() => {
      throw exception
    })
  }
}

/** Makes what warns of a problem that stops nothing: once for each. */
export function createWarning(): (problem: string) => void {
  const warned = new Set<string>()
  return (problem) => {
    if (warned.has(problem)) return
    warned.add(problem)
    console.warn(`[miniferry] ${problem}`)
  }
}
