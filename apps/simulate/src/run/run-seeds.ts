import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { bundleLibrary, bundleWorker } from './bundle.js'
import type { Violation } from './violations.js'

/** A seed whose run broke a promise, and the first one that it broke. */
export interface SeedFailure {
  readonly seed: number
  readonly violation: Violation
}

/** What a thread has to do. */
export interface Share {
  readonly code: string
  readonly seeds: readonly number[]
}

/** Runs many seeds in several threads; resolves with the failures, in the order of their seeds. */
export async function runSeeds(from: number, count: number, workers: number): Promise<SeedFailure[]> {
  const [code, threadCode] = await Promise.all([bundleLibrary(), bundleWorker()])
  const seeds = Array.from({ length: count }, (_, index) => from + index)
  const failures: SeedFailure[] = []
  const runShare = async (share: Share): Promise<void> => {
    const resourceLimits = { maxYoungGenerationSizeMb: 64 }
    const thread = new Worker(threadCode, { eval: true, workerData: share, resourceLimits })
    thread.on('message', (failure: SeedFailure) => failures.push(failure))
    const [status] = await once(thread, 'exit')
    if (status !== 0) throw new Error(`a thread of seeds ended with ${status}`)
  }
  const shares = Array.from({ length: workers }, (_, index) =>
    seeds.filter((seed) => seed % workers === index),
  )
  await Promise.all(shares.map((seeds) => runShare({ code, seeds })))
  return failures.sort((one, other) => one.seed - other.seed)
}
