import type { DemoHost } from '../demo-host.js'

/** Bytes that the cached pictures may take together, as the slider lets one choose. */
export const budgetRange = { min: 100_000, max: 2_000_000, step: 100_000 }

/** All pictures fit. */
const defaultBudget = 1_500_000

const storageKey = 'cacheBudget'

export function readBudget(host: DemoHost): number {
  const stored = Number(host.readStorage(storageKey))
  return stored >= budgetRange.min && stored <= budgetRange.max ? stored : defaultBudget
}

/** The downloader forgets it when the app ends. */
export function storeBudget(host: DemoHost, bytes: number): void {
  host.writeStorage(storageKey, String(bytes))
}
