/// <reference path="../host-globals.d.ts" />

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
