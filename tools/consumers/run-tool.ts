import { runCommand } from '../../scripts/run-command.js'

/** Runs a command in a folder. Throws what it said last where it fails. */
export async function runTool(
  command: string,
  args: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { succeeded, output } = await runCommand(command, args, { cwd: folder, env: { CI: 'true', ...env } })
  if (!succeeded) throw new Error(`${command} ${args.join(' ')}:\n${output.trim().slice(-3000)}`)
  return output
}

export function npm(args: readonly string[], folder: string): Promise<string> {
  return runTool('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], folder)
}
