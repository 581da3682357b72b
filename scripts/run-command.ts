import { spawn } from 'node:child_process'

/** What a command left behind. */
export interface CommandResult {
  readonly succeeded: boolean
  /** Both streams, in the order they came. */
  readonly output: string
}

/** Runs a command without a terminal and keeps what it says. A command that does not exist is a failure in words. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ succeeded: false, output: `${command}: ${error.message}` }))
    child.on('close', (code) => resolve({ succeeded: code === 0, output }))
  })
}
