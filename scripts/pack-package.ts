import { readdirSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '../tools/shared/files.js'
import { runCommand } from '../tools/shared/run-command.js'
import { type PublishedPackage, root } from './published-packages.js'

/** The pnpm that runs this script, else one from the path. */
export function pnpm(args: readonly string[], folder: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const running = process.env.npm_execpath ?? ''
  return /pnpm\.c?js$/.test(running)
    ? runCommand(process.execPath, [running, ...args], folder, env)
    : runCommand('pnpm', args, folder, env)
}

/** Packs a package of a workspace as it would be published and returns the path of the tarball, which is gone when the process ends. */
export async function packPackage({ folder }: PublishedPackage, workspace: string = root): Promise<string> {
  const target = temporaryFolder()
  await pnpm(['pack', '--pack-destination', target], path.join(workspace, folder))
  const [tarball = ''] = readdirSync(target)
  return path.join(target, tarball)
}
