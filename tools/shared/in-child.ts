import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Printed before the result, so that whatever else the child says is not taken for it. */
const mark = 'RESULT '

/**
 * Runs a script in a process of its own, since page engines and tools of the vendors fill the global scope, talk, and keep the process
 * alive. What the script gives to `report` is the result; one that ends without is an error.
 */
export function runInChild<Result = string[]>(script: URL, args: readonly string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(script)
    const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
      cwd: fileURLToPath(new URL('.', script)),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 600_000,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    child.on('close', () => {
      const line = output.split('\n').find((text) => text.startsWith(mark))
      if (line !== undefined) resolve(JSON.parse(line.slice(mark.length)) as Result)
      else reject(new Error(`${file} ended without a result:\n${output.trim().slice(-2000)}`))
    })
  })
}

/** Ends the child with a result. */
export function report(result: unknown): void {
  process.stdout.write(`\n${mark}${JSON.stringify(result)}\n`, () => process.exit(0))
}

/** Ends the child with what `run` found; what nobody caught, and what went to `console.error`, counts as found. */
export async function reportProblems(run: () => Promise<readonly string[]>): Promise<void> {
  const problems: string[] = []
  const note = (error: unknown): void => {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  console.error = (...parts: unknown[]) => problems.push(`console.error: ${parts.map(String).join(' ')}`)
  await run().then((found) => problems.push(...found), note)
  report(problems)
}
