import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Printed before the result, so that whatever else the child says is not taken for it. */
const mark = 'RESULT '

/**
 * Runs a script in a process of its own, since page engines fill the global scope. What the script reports with
 * `report` is the result; a script that ends without is a problem.
 */
export function runInChild(script: URL, args: readonly string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const folder = fileURLToPath(new URL('.', script))
    const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(script), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('close', () => {
      const line = output.split('\n').find((text) => text.startsWith(mark))
      resolve(
        line === undefined
          ? [`ended without a result:\n${output.trim().slice(-2000)}`]
          : (JSON.parse(line.slice(mark.length)) as string[]),
      )
    })
  })
}

/** Ends the child with what `run` found; what nobody caught, and what went to `console.error`, counts as found. */
export async function report(run: () => Promise<string[]>): Promise<void> {
  const problems: string[] = []
  const note = (error: unknown): void => {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  console.error = (...parts: unknown[]) => problems.push(`console.error: ${parts.map(String).join(' ')}`)
  await run().then((found) => problems.push(...found), note)
  process.stdout.write(`${mark}${JSON.stringify(problems)}\n`, () => process.exit(0))
}
