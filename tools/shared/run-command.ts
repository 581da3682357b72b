import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

/** Runs a command in a folder, without a terminal. Throws what it said last where it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const running = promisify(execFile)(command, args, {
    cwd: folder,
    env: { ...process.env, CI: 'true', NO_COLOR: '1', ...env },
    maxBuffer: Number.POSITIVE_INFINITY,
  })
  running.child.stdin?.end()
  try {
    const { stdout, stderr } = await running
    return stdout + stderr
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    const said = (stdout + stderr).trim()
    throw new Error(`${command} ${args.join(' ')}:\n${said === '' ? message : said.slice(-6000)}`)
  }
}

export function npm(args: readonly string[], folder: string): Promise<string> {
  return runCommand('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], folder)
}

/** `npm ci`, unless this very lockfile was installed before: a framework is hundreds of packages. */
export async function installLocked(folder: string): Promise<void> {
  const lock = path.join(folder, 'package-lock.json')
  const installed = path.join(folder, 'node_modules', '.installed-lock.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')) return
  await npm(['ci'], folder)
  // A project without dependencies has no such folder.
  if (existsSync(path.dirname(installed))) copyFileSync(lock, installed)
}
