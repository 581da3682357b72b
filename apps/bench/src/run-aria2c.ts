import { spawn } from 'node:child_process'

const options = ['--file-allocation=none', '--no-conf', '--quiet', '--max-tries=0', '-j1', '-k1M']

/** Fetches files one after the other. The seconds include its start; `undefined` where it is not installed. */
export function runAria2c(
  urls: readonly string[],
  folder: string,
  connections: number,
): Promise<{ seconds: number; isFinished: boolean } | undefined> {
  const start = performance.now()
  const args = [...options, `-x${connections}`, `-s${connections}`, '-d', folder, '-Z', ...urls]
  const child = spawn('aria2c', args, { stdio: 'ignore' })
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(undefined)
      else reject(error)
    })
    child.once('exit', (exitCode) =>
      resolve({ seconds: (performance.now() - start) / 1000, isFinished: exitCode === 0 }),
    )
  })
}
