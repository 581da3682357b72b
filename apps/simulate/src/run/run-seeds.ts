import { Worker } from 'node:worker_threads'
import { bundleLibrary, bundleWorker } from './bundle.js'
import type { Violation } from './violations.js'

/** A seed whose run broke a promise, and the first one that it broke. */
export interface SeedFailure {
  readonly seed: number
  readonly violation: Violation
}

/** What a thread has to do: `count` seeds from `from` on, each `step` after the one before. */
export interface Share {
  readonly code: string
  readonly from: number
  readonly count: number
  readonly step: number
}

/** Runs many seeds in several threads; resolves with the failures, in the order of their seeds. */
export async function runSeeds(from: number, count: number, workers: number): Promise<SeedFailure[]> {
  const [code, worker] = await Promise.all([bundleLibrary(), bundleWorker()])
  const failures: SeedFailure[] = []
  const step = Math.max(1, Math.min(workers, count))
  const shares = Array.from({ length: step }, (_, index): Share => {
    return { code, from: from + index, count: Math.ceil((count - index) / step), step }
  })
  await Promise.all(shares.map((share) => runShare(worker, share, (failure) => failures.push(failure))))
  return failures.sort((one, other) => one.seed - other.seed)
}

function runShare(code: string, share: Share, onFailure: (failure: SeedFailure) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const resourceLimits = { maxYoungGenerationSizeMb: 64 }
    const worker = new Worker(code, { eval: true, workerData: share, resourceLimits })
    worker.on('message', onFailure)
    worker.on('error', reject)
    worker.on('exit', (status) => {
      if (status === 0) resolve()
      else reject(new Error(`a thread of seeds ended with ${status}`))
    })
  })
}
