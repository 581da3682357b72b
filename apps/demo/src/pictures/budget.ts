import type { DemoHost } from '../demo-host.js'
import { currentSource } from '../file-source.js'

/** Bytes that the cached pictures may take together, as the slider lets one choose. */
export const budgetRange = { min: 100_000, max: 8_000_000, step: 100_000 }

/** All pictures of the file server fit; public ones are larger. */
const defaults = { local: 1_500_000, public: 6_000_000 }

const storageKey = 'cacheBudget'

export function readBudget(host: DemoHost): number {
  const stored = Number(host.readStorage(storageKey))
  return stored >= budgetRange.min && stored <= budgetRange.max ? stored : defaults[currentSource(host)]
}

/** The downloader forgets it when the app ends. */
export function storeBudget(host: DemoHost, bytes: number): void {
  host.writeStorage(storageKey, String(bytes))
}
