import { spawn } from 'node:child_process'
import { timeProgram } from './time-program.js'

/** Seconds that `aria2c` takes for a file, its start included; `undefined` where it is not installed. */
export async function runAria2c(
  url: string,
  directory: string,
  connections: number,
): Promise<number | undefined> {
  const options = [
    '--file-allocation=none',
    '--allow-overwrite=true',
    '--no-conf',
    '--quiet',
    '--max-tries=0',
  ]
  const split = [`-x${connections}`, `-s${connections}`, '-k1M']
  const args = [...split, ...options, '-d', directory, '-o', 'file', url]
  const run = await timeProgram(spawn('aria2c', args, { stdio: 'ignore' }))
  if (run === undefined) return undefined
  if (run.exitCode !== 0) throw new Error(`aria2c ended with exit code ${run.exitCode}`)
  return run.seconds
}
