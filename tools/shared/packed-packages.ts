import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { packPackage } from '../../scripts/pack-package.js'
import { publishedPackages } from '../../scripts/published-packages.js'
import { temporaryFolder } from './files.js'
import { npm, runCommand } from './run-command.js'

/** Our packages, packed as they would be published. */
export interface PackedPackages {
  /** By the name of the package. */
  readonly tarballs: Readonly<Record<string, string>>
  /** An empty project in which all of them are installed. */
  readonly installed: string
}

/** Packs every published package of a workspace, and installs the tarballs. */
export async function packPackages(workspace?: string): Promise<PackedPackages> {
  const tarballs: Record<string, string> = {}
  for (const published of publishedPackages)
    tarballs[published.name] = await packPackage(published, workspace)
  const installed = temporaryFolder()
  writeFileSync(path.join(installed, 'package.json'), '{ "private": true }\n')
  await npm(['install', '--no-package-lock', ...Object.values(tarballs)], installed)
  return { tarballs, installed }
}

/** Unpacks what a tarball has in its folder `package`, in place of what is there. */
export async function unpackTarball(tarball: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], folder)
}

/** The simulator that is installed in a project. */
export function packedSimulator(project: string): typeof import('../../packages/simulator/src/index.js') {
  return createRequire(path.join(project, 'package.json'))('@miniferry/download-simulator')
}
