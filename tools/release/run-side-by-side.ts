import { availableParallelism } from 'node:os'
import { printSteps, runSteps, type Step, type StepResult } from '../shared/steps.js'

/** Runs several rows of steps at a time, each row in its order, and prints each step when it has ended. */
export async function runSideBySide(rows: readonly (readonly Step[])[]): Promise<StepResult[]> {
  const waiting = [...rows]
  const results: StepResult[] = []
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      for (const step of row) {
        const found = await runSteps([step])
        printSteps(found)
        results.push(...found)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work))
  return results
}
