import { loadLibrary } from './load-library.js'
import { runSeed } from './run-seed.js'
import type { Report, Share } from './run-seeds.js'

// A process of `runSeeds`.

// Of millions of errors nobody reads the stack.
Error.stackTraceLimit = 0

process.once('message', async ({ code, from, count, step, stopsAtFirst }: Share) => {
  const report = (message: Report): unknown => process.send?.(message)
  const library = loadLibrary(code)
  for (let index = 0; index < count; index += 1) {
    const seed = from + index * step
    const [violation] = await runSeed(seed, library)
    if (violation === undefined) continue
    report({ seed, violation })
    if (stopsAtFirst) break
  }
  report('done')
})
