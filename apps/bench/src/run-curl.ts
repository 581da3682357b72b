import { spawn } from 'node:child_process'
import path from 'node:path'
import { type ProgramRun, timeProgram } from './time-program.js'

/** Runs `curl` once, to a file that it goes on with where there is some of it. */
export function runCurl(
  url: string,
  directory: string,
  options: readonly string[] = [],
): Promise<ProgramRun | undefined> {
  const target = ['--output', path.join(directory, 'file'), url]
  const args = ['--disable', '--silent', '--fail', '-C', '-', ...options, ...target]
  return timeProgram(spawn('curl', args, { stdio: 'ignore' }))
}

/** Runs `curl -C -` again and again until it has the file, since its own retries begin at zero. */
export async function runCurlUntilDone(
  url: string,
  directory: string,
  tries: number,
): Promise<ProgramRun | undefined> {
  const start = performance.now()
  let run = await runCurl(url, directory)
  for (let again = 1; again < tries && run !== undefined && run.exitCode !== 0; again += 1) {
    run = await runCurl(url, directory)
  }
  return run && { ...run, seconds: (performance.now() - start) / 1000 }
}
