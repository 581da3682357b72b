import { fileURLToPath } from 'node:url'
import type { StepResult } from '../../shared/steps.js'
import { runTool } from '../run-tool.js'

const mark = 'STEPS '

/**
 * Runs the steps of a script in a process of its own: the vendors' tools change the working directory, talk, and keep
 * the process alive.
 */
export async function stepsInChild(script: URL, args: readonly string[]): Promise<StepResult[]> {
  const file = fileURLToPath(script)
  const output = await runTool(
    process.execPath,
    ['--import', 'tsx', file, ...args],
    fileURLToPath(new URL('.', script)),
  )
  const line = output.split('\n').find((text) => text.startsWith(mark))
  if (line === undefined) throw new Error(`${file} ended without a result:\n${output.trim().slice(-2000)}`)
  return JSON.parse(line.slice(mark.length)) as StepResult[]
}

/** Ends the child with its results. */
export function tellSteps(results: readonly StepResult[]): void {
  process.stdout.write(`\n${mark}${JSON.stringify(results)}\n`, () => process.exit(0))
}
