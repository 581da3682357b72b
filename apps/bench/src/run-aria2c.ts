import { spawn } from 'node:child_process'

/** Seconds that `aria2c` takes for a file, its start included; `undefined` where it is not installed. */
export function runAria2c(url: string, directory: string, connections: number): Promise<number | undefined> {
  const start = performance.now()
  const options = ['--file-allocation=none', '--allow-overwrite=true', '--no-conf', '--quiet']
  const args = [
    `-x${connections}`,
    `-s${connections}`,
    '-k1M',
    ...options,
    '-d',
    directory,
    '-o',
    'file',
    url,
  ]
  const child = spawn('aria2c', args, { stdio: 'ignore' })
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(undefined)
      else reject(error)
    })
    child.once('exit', (code) => {
      if (code === 0) resolve((performance.now() - start) / 1000)
      else reject(new Error(`aria2c ended with exit code ${code}`))
    })
  })
}
