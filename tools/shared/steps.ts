/** What one step of a check found wrong, in words. */
export interface Step {
  /** What is proved if nothing is found. */
  readonly name: string
  run(): readonly string[] | Promise<readonly string[]>
}

/** A step with what it found; nothing found is good. */
export interface StepResult {
  readonly name: string
  readonly problems: readonly string[]
  /** Seconds. */
  readonly duration: number
}

/** Runs the steps in order. A step that throws has found that. */
export async function runSteps(
  steps: readonly Step[],
  onEnd: (result: StepResult) => void = () => {},
): Promise<StepResult[]> {
  const results: StepResult[] = []
  for (const step of steps) {
    const start = performance.now()
    const problems = await Promise.resolve()
      .then(() => step.run())
      .catch((error: unknown) => [error instanceof Error ? error.message : String(error)])
    const result = { name: step.name, problems, duration: (performance.now() - start) / 1000 }
    results.push(result)
    onEnd(result)
  }
  return results
}

/** One line for each step, and its problems below it. */
export function printSteps(results: readonly StepResult[]): void {
  for (const { name, problems, duration } of results) {
    console.log(`${problems.length === 0 ? 'pass' : 'FAIL'}  ${duration.toFixed(1).padStart(5)} s  ${name}`)
    for (const problem of problems.slice(0, 20)) console.log(problem.replace(/^/gm, '      '))
    if (problems.length > 20) console.log(`      … and ${problems.length - 20} more`)
  }
}

/** Prints each as soon as it has run. */
export function runAndPrint(steps: readonly Step[]): Promise<StepResult[]> {
  return runSteps(steps, (result) => printSteps([result]))
}

/** Says how many hold, and ends the process: tools of the vendors would keep it alive. */
export function endWith(results: readonly Pick<StepResult, 'problems'>[]): never {
  const failed = results.filter(({ problems }) => problems.length > 0).length
  console.log(`\nchecks: ${results.length - failed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}
