import { parentPort, workerData } from 'node:worker_threads'
import { loadLibrary } from './library.js'
import { planOf, simulate } from './run.js'
import type { SeedFailure, Share } from './run-seeds.js'

// A thread of `runSeeds`.

// Of millions of errors nobody reads the stack.
Error.stackTraceLimit = 0

const { code, from, count, step } = workerData as Share
const library = loadLibrary(code)

async function runShare(): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const seed = from + index * step
    const [violation] = await simulate(seed, planOf(seed), library)
    if (violation !== undefined) parentPort?.postMessage({ seed, violation } satisfies SeedFailure)
  }
}

void runShare()
