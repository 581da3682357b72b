import { availableParallelism } from 'node:os'
import { inspect, parseArgs } from 'node:util'
import { bundleLibrary } from './run/bundle.js'
import { loadLibrary } from './run/library.js'
import { planOf, simulate } from './run/run.js'
import { runSeeds } from './run/run-seeds.js'
import { shrink } from './run/shrink.js'

const usage = `pnpm simulate --seeds N     runs N seeds, and says which of them broke a promise
  --from M                  the first seed (1)
  --workers W               processes (as many as there are cores)
pnpm simulate --seed K      runs one seed, and writes all that happens
  --shrink                  looks for the smallest plan that breaks the same promise, and runs that`

/** Milliseconds after which the search for a smaller plan ends. */
const patience = 120_000

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})

if (values.seed !== undefined) await runOne(Number(values.seed))
else if (values.seeds !== undefined) await runMany(Number(values.seeds))
else console.log(usage)

async function runOne(seed: number): Promise<void> {
  const library = loadLibrary(await bundleLibrary())
  const shrunk = values.shrink ? await shrink(seed, library, patience) : undefined
  const plan = shrunk?.plan ?? planOf(seed)
  console.log(inspect(plan, { depth: 8, breakLength: 110, maxStringLength: 60 }))
  const violations = await simulate(seed, plan, library, console.log)
  if (shrunk) console.log(`the smallest of ${shrunk.runs} plans, after ${shrunk.shrinks} that were smaller`)
  const { length } = violations
  console.log(length === 0 ? 'all promises were kept' : `${length} promises were broken`)
  if (length > 0) process.exitCode = 1
}

async function runMany(count: number): Promise<void> {
  const start = performance.now()
  const failures = await runSeeds(Number(values.from), count, Number(values.workers))
  const seconds = (performance.now() - start) / 1000
  for (const { seed, violation } of failures.slice(0, 20)) {
    console.log(`seed ${seed}: ${violation.promise}: ${violation.words}`)
  }
  const [first] = failures
  if (first !== undefined) console.log(`its causes: npx pnpm@10.34.8 simulate --seed ${first.seed} --shrink`)
  const pace = ((seconds * 1000) / count).toFixed(1)
  console.log(
    `${count} seeds, ${failures.length} with a broken promise, ${seconds.toFixed(0)} s, ${pace} ms a seed`,
  )
  if (failures.length > 0) process.exitCode = 1
}
