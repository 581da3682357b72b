import { readdirSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '../tools/shared/temporary-copy.js'
import { type PublishedPackage, root } from './published-packages.js'
import { runCommand } from './run-command.js'

/** The pnpm that runs this script, else one from the path. */
export function pnpmCommand(): [command: string, args: string[]] {
  const running = process.env.npm_execpath ?? ''
  return /pnpm\.c?js$/.test(running) ? [process.execPath, [running]] : ['pnpm', []]
}

/** Packs a package as it would be published and returns the path of the tarball, which is gone when the process ends. */
export async function packPackage(
  published: PublishedPackage,
  /** The workspace that has the package. */
  workspace: string = root,
): Promise<string> {
  const folder = temporaryFolder()
  const [command, args] = pnpmCommand()
  const { succeeded, output } = await runCommand(command, [...args, 'pack', '--pack-destination', folder], {
    cwd: path.join(workspace, published.folder),
  })
  const tarball = readdirSync(folder)[0]
  if (!succeeded || tarball === undefined)
    throw new Error(`pnpm pack failed in ${published.folder}: ${output}`)
  return path.join(folder, tarball)
}
