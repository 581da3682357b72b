import { parentPort, workerData } from 'node:worker_threads'
import { loadLibrary } from './library.js'
import { planOf, simulate } from './run.js'
import type { Share } from './run-seeds.js'

// A thread of `runSeeds`.

// Of millions of errors nobody reads the stack.
Error.stackTraceLimit = 0

async function runShare({ code, seeds }: Share): Promise<void> {
  const library = loadLibrary(code)
  for (const seed of seeds) {
    const [violation] = await simulate(seed, planOf(seed), library)
    if (violation !== undefined) parentPort?.postMessage({ seed, violation })
  }
}

void runShare(workerData)
