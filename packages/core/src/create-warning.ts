/// <reference path="./host-globals.d.ts" />

/** Makes what warns of a problem that stops nothing: once for each. */
export function createWarning(): (problem: string) => void {
  const warned = new Set<string>()
  return (problem) => {
    if (warned.has(problem)) return
    warned.add(problem)
    console.warn(`[miniferry] ${problem}`)
  }
}
