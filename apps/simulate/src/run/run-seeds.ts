import { Worker } from 'node:worker_threads'
import { bundleWorker } from './bundle.js'
import type { Violation } from './violations.js'

/** A seed whose world broke a promise, and the first one that it broke. */
export interface SeedFailure {
  readonly seed: number
  readonly violation: Violation
}

/** What a thread has to do. */
export interface Share {
  /** The library, see `bundleLibrary`. */
  readonly code: string
  readonly from: number
  readonly count: number
  /** Every so many seeds one is this thread's. */
  readonly step: number
  /** Whether the first failure is enough. */
  readonly stopsAtFirst: boolean
}

export interface SeedsOptions {
  readonly code: string
  readonly from: number
  readonly count: number
  readonly workers: number
  readonly stopsAtFirst?: boolean
}

/** A thread is bundled once. */
let workerCode: Promise<string> | undefined

/** Runs the worlds of many seeds in several threads; resolves with the failures, in the order of their seeds. */
export async function runSeeds({
  code,
  from,
  count,
  workers,
  stopsAtFirst = false,
}: SeedsOptions): Promise<SeedFailure[]> {
  workerCode ??= bundleWorker()
  const worker = await workerCode
  const failures: SeedFailure[] = []
  const step = Math.max(1, Math.min(workers, count))
  const shares = Array.from({ length: step }, (_, index): Share => {
    return { code, from: from + index, count: Math.ceil((count - index) / step), step, stopsAtFirst }
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
