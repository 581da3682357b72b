import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { cacheMutations } from './mutations/cache-mutations.js'
import { fileMutations } from './mutations/file-mutations.js'
import { applyMutation, type Mutation } from './mutations/mutation.js'
import { queueMutations } from './mutations/queue-mutations.js'
import { segmentMutations } from './mutations/segment-mutations.js'
import { bundleLibrary } from './run/bundle.js'
import { runSeeds, type SeedFailure } from './run/run-seeds.js'

// pnpm simulate:mutations: each mistake has to be noticed by some world.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3000' },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})

interface Finding {
  readonly mutation: Mutation
  /** The first seed that caught it; `undefined` where none did. */
  readonly caught: SeedFailure | undefined
  readonly problem?: string
}

const count = Number(values.seeds)
const all = [...segmentMutations, ...fileMutations, ...queueMutations, ...cacheMutations]
const chosen = all.filter(({ name }) => name.includes(values.only))
const original = await bundleLibrary()
const findings: Finding[] = []
const waiting = [...chosen]

await Promise.all(Array.from({ length: Number(values.workers) }, work))

const survivors = findings.filter(({ caught }) => caught === undefined)
console.log(`checks: ${findings.length - survivors.length} passed, ${survivors.length} failed`)
if (survivors.length > 0) process.exitCode = 1

async function work(): Promise<void> {
  for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
    const finding = await tryMutation(mutation)
    findings.push(finding)
    console.log(describe(finding))
  }
}

async function tryMutation(mutation: Mutation): Promise<Finding> {
  try {
    const code = await bundleLibrary(applyMutation(mutation))
    return { mutation, caught: await findSeed(code) }
  } catch (error) {
    return { mutation, caught: undefined, problem: String(error) }
  }
}

/** The first seed that breaks a promise because of the mistake: one that does so without it as well proves nothing. */
async function findSeed(code: string): Promise<SeedFailure | undefined> {
  for (let from = 1; from <= count; ) {
    const [caught] = await runSeeds({ code, from, count: count - from + 1, workers: 1, stopsAtFirst: true })
    if (caught === undefined) return undefined
    const [alsoWithout] = await runSeeds({ code: original, from: caught.seed, count: 1, workers: 1 })
    if (alsoWithout === undefined) return caught
    from = caught.seed + 1
  }
  return undefined
}

function describe({ mutation, caught, problem }: Finding): string {
  const verdict = caught === undefined ? 'SURVIVES' : `seed ${caught.seed}`.padEnd(10)
  const why = caught === undefined ? (problem ?? `${count} seeds`) : caught.violation.invariant
  return `${verdict}  ${mutation.name}  (${mutation.file}): ${why}`
}
