import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type PublishedPackage, publishedPackages, root } from '../../scripts/published-packages.js'
import { tarballProblems } from '../../scripts/tarball-problems.js'
import { runTool } from '../consumers/run-tool.js'
import type { Step } from '../shared/steps.js'
import { temporaryFolder } from '../shared/temporary-copy.js'
import type { LocalRegistry } from './local-registry.js'
import { releasedVersion } from './scratch-workspace.js'
import { unpackTarball } from './unpack-tarball.js'

/** Nobody listens there: what works with this registry needs none. */
const nowhere = 'http://127.0.0.1:9'

/** A package as it came to the registry. */
export function packageSteps(
  workspace: string,
  published: PublishedPackage,
  registry: LocalRegistry,
): Step[] {
  let tarball: string | undefined
  return [
    {
      name: `${published.name}: all that it needs is in the tarball, and nothing else`,
      async run() {
        const version = releasedVersion(workspace)
        tarball = registry.saveTarball(published.name, version, temporaryFolder())
        return tarballProblems(await unpackTarball(tarball), {
          version,
          license: readFileSync(path.join(root, 'LICENSE'), 'utf8'),
        })
      },
    },
    {
      name: `${published.name}: npm publish --dry-run takes the tarball`,
      async run() {
        if (tarball === undefined) return ['there is no tarball']
        const output = await runTool(
          'npm',
          ['publish', '--dry-run', '--registry', nowhere, '--fetch-retries=0', tarball],
          workspace,
        )
        // npm repairs some manifests by itself, and says so.
        return output.split('\n').filter((line) => /auto-?correct|errors corrected/i.test(line))
      },
    },
  ]
}

/**
 * Takes provenance out of the manifests: it is signed by the identity of a CI run, which nothing here has. What is
 * published to a registry of our own goes without. Returns the packages that had none.
 */
export function takeOutProvenance(workspace: string): string[] {
  return publishedPackages.flatMap(({ folder, name }) => {
    const file = path.join(workspace, folder, 'package.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    const had = manifest.publishConfig?.provenance === true
    delete manifest.publishConfig?.provenance
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
    return had ? [] : [`${name}: publishConfig.provenance is not true`]
  })
}
