import type { ChildProcess } from 'node:child_process'

/** How a program ended. */
export interface ProgramRun {
  /** Its start included. */
  readonly seconds: number
  readonly exitCode: number | null
}

/** Waits for a program that has just been started; `undefined` where it is not installed. */
export function timeProgram(child: ChildProcess): Promise<ProgramRun | undefined> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(undefined)
      else reject(error)
    })
    child.once('exit', (exitCode) => resolve({ seconds: (performance.now() - start) / 1000, exitCode }))
  })
}
