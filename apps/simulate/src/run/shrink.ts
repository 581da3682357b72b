import { asyncProperty, check } from 'fast-check'
import { plansOf, type RunPlan } from '../plan/plan.js'
import type { StartLibrary } from './library.js'
import { drawing, simulate } from './run.js'

/** What is left of a failing plan when everything was taken away that its failure does not need. */
export interface Shrunk {
  readonly plan: RunPlan
  /** How often something could be taken away, and how many plans were tried. */
  readonly shrinks: number
  readonly runs: number
}

/** Looks for the smallest plan that still breaks the same promise as the plan of the seed. */
export async function shrink(
  seed: number,
  library: StartLibrary,
  milliseconds: number,
): Promise<Shrunk | undefined> {
  let broken: string | undefined
  let runs = 0
  const property = asyncProperty(plansOf(seed), async (plan) => {
    runs += 1
    const [violation] = await simulate(seed, plan, library)
    broken ??= violation?.promise
    return violation === undefined || violation.promise !== broken
  })
  const { counterexample, numShrinks } = await check(property, {
    ...drawing(seed),
    interruptAfterTimeLimit: milliseconds,
  })
  return counterexample === null ? undefined : { plan: counterexample[0], shrinks: numShrinks, runs }
}
