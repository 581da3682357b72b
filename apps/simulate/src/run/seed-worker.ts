import { parentPort, workerData } from 'node:worker_threads'
import { loadLibrary } from './load-library.js'
import { runSeed } from './run-seed.js'
import type { SeedFailure, Share } from './run-seeds.js'

// A thread of `runSeeds`.

// Of millions of errors nobody reads the stack.
Error.stackTraceLimit = 0

const { code, from, count, step, stopsAtFirst } = workerData as Share
const library = loadLibrary(code)

async function runShare(): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const seed = from + index * step
    const [violation] = await runSeed(seed, library)
    if (violation === undefined) continue
    parentPort?.postMessage({ seed, violation } satisfies SeedFailure)
    if (stopsAtFirst) return
  }
}

void runShare()
