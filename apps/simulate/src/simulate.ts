import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { bundleLibrary } from './run/bundle.js'
import { loadLibrary } from './run/load-library.js'
import { runSeed } from './run/run-seed.js'
import { runSeeds } from './run/run-seeds.js'

const usage = `pnpm simulate --seeds N     runs the worlds of N seeds, and says which of them broke a promise
  --from M                  the first seed (1)
  --workers W               processes (as many as there are cores)
pnpm simulate --seed K      runs one world, and writes all that happens in it`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})

if (values.seed !== undefined) await replay(Number(values.seed))
else if (values.seeds !== undefined) await runMany(Number(values.seeds))
else console.log(usage)

async function replay(seed: number): Promise<void> {
  const violations = await runSeed(seed, loadLibrary(await bundleLibrary()), console.log)
  console.log(
    violations.length === 0 ? 'all promises were kept' : `${violations.length} promises were broken`,
  )
  if (violations.length > 0) process.exitCode = 1
}

async function runMany(count: number): Promise<void> {
  const start = performance.now()
  const failures = await runSeeds({
    code: await bundleLibrary(),
    from: Number(values.from),
    count,
    workers: Number(values.workers),
  })
  const seconds = (performance.now() - start) / 1000
  for (const { seed, violation } of failures.slice(0, 20)) {
    console.log(`seed ${seed}: ${violation.invariant}: ${violation.words}`)
  }
  const [first] = failures
  if (first !== undefined) console.log(`replay: npx pnpm@10.34.8 simulate --seed ${first.seed}`)
  const pace = ((seconds * 1000) / count).toFixed(1)
  console.log(
    `${count} seeds, ${failures.length} with a broken promise, ${seconds.toFixed(0)} s, ${pace} ms a seed`,
  )
  if (failures.length > 0) process.exitCode = 1
}
