import { copyFileSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { pnpm } from '../../scripts/pack-package.js'
import { publishedPackages, root } from '../../scripts/published-packages.js'
import { readJson, temporaryFolder } from '../shared/files.js'
import { runCommand } from '../shared/run-command.js'

/** Built before, or kept by tools for a moment. */
const leftOut = /\/(?:dist|miniprogram|coverage|\.turbo|\.vite[\w-]*)$/

/**
 * A copy of what a release changes and builds, with the tools that are installed; it is thrown away in the end. Without a repository: nothing that
 * a release does here can get into ours.
 */
export function copyWorkspace(): string {
  const copy = temporaryFolder()
  const apps = readdirSync(path.join(root, 'apps')).map((name) => `apps/${name}/package.json`)
  const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of [...files.map(({ name }) => name), ...apps]) {
    mkdirSync(path.join(copy, path.dirname(file)), { recursive: true })
    copyFileSync(path.join(root, file), path.join(copy, file))
  }
  for (const folder of ['packages', '.changeset', 'docs', 'examples']) {
    cpSync(path.join(root, folder), path.join(copy, folder), {
      recursive: true,
      // Links as they are: to packages of this copy, and to the tools.
      verbatimSymlinks: true,
      filter: (file) => !leftOut.test(file),
    })
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

const quiet = { npm_config_verify_deps_before_run: 'false' }

/** Gives the packages their numbers and changelogs, and the pages their commands, as the pull request of a release does. */
export async function versionPackages(workspace: string): Promise<void> {
  await runCommand(path.join(root, 'node_modules/.bin/changeset'), ['version'], workspace, quiet)
  const script = path.join(root, 'scripts/write-install-text.ts')
  await runCommand(process.execPath, ['--import', 'tsx', script, workspace], root)
}

export async function buildPackages(workspace: string): Promise<void> {
  await pnpm(['-r', '--filter=./packages/*', 'run', 'build'], workspace, quiet)
}

/** The one version of all packages. Throws where they differ. */
export function releasedVersion(workspace: string): string {
  const versions = publishedPackages.map(
    ({ folder }) => readJson<{ version: string }>(workspace, `${folder}/package.json`).version,
  )
  const [version, ...others] = new Set(versions)
  if (version === undefined || others.length > 0) throw new Error(`versions differ: ${versions.join(', ')}`)
  return version
}
