import { installPages } from '../../scripts/install-text.js'
import { publishedPackages, root } from '../../scripts/published-packages.js'
import { type ReleaseManifest, releaseProblems, unreleasedPages } from '../../scripts/release-problems.js'
import { tarballProblems } from '../../scripts/tarball-problems.js'
import { filesIn, readJson, readText, temporaryFolder } from '../shared/files.js'
import { type PackedPackages, packPackages, unpackTarball } from '../shared/packed-packages.js'
import { runCommand } from '../shared/run-command.js'
import { endWith, runAndPrint, type Step } from '../shared/steps.js'
import { buildPackages, copyWorkspace, releasedVersion, versionPackages } from './release-copy.js'
import { nodeSteps, startSteps, typescriptSteps } from './stranger-steps.js'

/** Nobody listens there: what works with this registry needs none. */
const nowhere = 'http://127.0.0.1:9'

const start = performance.now()
const workspace = copyWorkspace()
let packed: PackedPackages | undefined

console.log('A release, from the changesets to an app that was made of what would be published')
const results = await runAndPrint([
  { name: 'changesets give all packages one version and a changelog', run: versionProblems },
  { name: 'every page says how to install it from the registry', run: pageProblems },
  { name: 'the packages build', run: buildProblems },
  {
    name: 'the packages pack, and install in an empty project',
    async run() {
      packed = await packPackages(workspace)
      return []
    },
  },
])
if (packed !== undefined) {
  const version = releasedVersion(workspace)
  const steps = [...packageSteps(packed, version), ...nodeSteps(packed), ...typescriptSteps(packed)]
  results.push(...(await runAndPrint([...steps, ...startSteps(packed)])))
}

console.log(`
Not proved here: that the public registry takes it, and provenance, which is signed by the identity of a CI run. Both
come with the release itself.`)
for (const problem of releaseProblems(manifests())) console.log(`Before a release: ${problem}`)
console.log(`\n${((performance.now() - start) / 1000).toFixed(1)} s`)
endWith(results)

function manifests(): ReleaseManifest[] {
  return publishedPackages.map(({ folder }) => readJson(workspace, `${folder}/package.json`))
}

async function versionProblems(): Promise<string[]> {
  const before = releasedVersion(workspace)
  await versionPackages(workspace)
  const version = releasedVersion(workspace)
  console.log(`             ${before} → ${version}`)
  if (version === before) return ['no changeset asks for a release']
  return publishedPackages.flatMap(({ name, folder }) => {
    const [, text] = readText(workspace, `${folder}/CHANGELOG.md`).split(`## ${version}\n`)
    if (text === undefined) return [`${name}: nothing about ${version} in its changelog`]
    return [
      ...(/Updated dependencies|\b[0-9a-f]{7}: /.test(text)
        ? [`${name}: its changelog is not for people`]
        : []),
      ...(/^- *$/m.test(text) ? [`${name}: a changeset has no summary`] : []),
    ]
  })
}

function pageProblems(): string[] {
  return unreleasedPages(
    Object.fromEntries(installPages(workspace).map((page) => [page, readText(workspace, page)])),
  )
}

async function buildProblems(): Promise<string[]> {
  await buildPackages(workspace)
  return publishedPackages
    .filter(({ folder }) => {
      const { publishConfig } = readJson<{ publishConfig?: object }>(workspace, `${folder}/package.json`)
      return !publishConfig || !('provenance' in publishConfig)
    })
    .map(({ name }) => `${name}: publishConfig.provenance is not true`)
}

/** Each package as it would come to the registry. */
function packageSteps({ tarballs }: PackedPackages, version: string): Step[] {
  return Object.entries(tarballs).flatMap(([name, tarball]) => [
    {
      name: `${name}: all that it needs is in the tarball, and nothing else`,
      async run() {
        const folder = temporaryFolder()
        await unpackTarball(tarball, folder)
        const files = new Map(filesIn(folder).map((file) => [file, readText(folder, file)]))
        return tarballProblems(files, { version, license: readText(root, 'LICENSE') })
      },
    },
    {
      name: `${name}: npm publish --dry-run takes the tarball`,
      async run() {
        const args = ['publish', '--dry-run', '--registry', nowhere, '--fetch-retries=0', tarball]
        const output = await runCommand('npm', args, workspace)
        // npm repairs some manifests by itself, and says so.
        return output.split('\n').filter((line) => /auto-?correct|errors corrected/i.test(line))
      },
    },
  ])
}
