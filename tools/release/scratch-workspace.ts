import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { committedFiles } from '../../scripts/committed-files.js'
import { pnpmCommand } from '../../scripts/pack-package.js'
import { publishedPackages, root } from '../../scripts/published-packages.js'
import { runTool } from '../consumers/run-tool.js'
import { temporaryFolder } from '../shared/temporary-copy.js'

/** Without a repository: nothing that a release does here can get into ours. */
const quiet = { CI: 'true', npm_config_verify_deps_before_run: 'false' }

/** What a release changes and builds: the packages, and what belongs to all. */
const belongsToRelease = /^(?:packages\/.+|\.changeset\/.+|apps\/[^/]+\/package\.json|[^/]+)$/

/** A copy of what is committed, with the tools that are installed; it is thrown away in the end. */
export function copyWorkspace(): string {
  const copy = temporaryFolder()
  for (const file of committedFiles(root).filter((name) => belongsToRelease.test(name))) {
    mkdirSync(path.join(copy, path.dirname(file)), { recursive: true })
    copyFileSync(path.join(root, file), path.join(copy, file))
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  for (const name of readdirSync(path.join(root, 'packages'))) {
    const installed = path.join('packages', name, 'node_modules')
    if (!existsSync(path.join(root, installed))) continue
    cpSync(path.join(root, installed), path.join(copy, installed), {
      recursive: true,
      // Links as they are: to packages of this copy, and to the tools.
      verbatimSymlinks: true,
      // Without what tools keep there for a moment.
      filter: (file) => !/^\.(?!bin$)/.test(path.basename(file)),
    })
  }
  return copy
}

/** Gives the packages their numbers and changelogs, as the pull request of a release does. */
export async function versionPackages(workspace: string): Promise<void> {
  await runInWorkspace(workspace, path.join(root, 'node_modules/.bin/changeset'), ['version'])
}

export async function buildPackages(workspace: string): Promise<void> {
  const [command, args] = pnpmCommand()
  await runInWorkspace(workspace, command, [...args, '-r', '--filter=./packages/*', 'run', 'build'])
}

/** Publishes what the registry does not have, as a release does. */
export async function publishPackages(workspace: string, registry: string): Promise<void> {
  await runInWorkspace(
    workspace,
    path.join(root, 'node_modules/.bin/changeset'),
    ['publish', '--no-git-tag'],
    { npm_config_registry: registry },
  )
}

/** The one version of all packages. Throws where they differ. */
export function releasedVersion(workspace: string): string {
  const versions = publishedPackages.map(({ folder }) => {
    const manifest = JSON.parse(readFileSync(path.join(workspace, folder, 'package.json'), 'utf8'))
    return String(manifest.version)
  })
  const [version, ...others] = [...new Set(versions)]
  if (version === undefined || others.length > 0) throw new Error(`versions differ: ${versions.join(', ')}`)
  return version
}

function runInWorkspace(
  workspace: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return runTool(command, args, workspace, { ...quiet, ...env })
}
