import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { publishedPackages } from '../../scripts/published-packages.js'
import { type ReleaseManifest, releaseProblems } from '../../scripts/release-problems.js'
import type { Step, StepResult } from '../shared/steps.js'
import { emptyProject } from './empty-project.js'
import { type LocalRegistry, startLocalRegistry } from './local-registry.js'
import { installStep, nodeSteps } from './node-steps.js'
import { packageSteps, takeOutProvenance } from './package-steps.js'
import { runSideBySide } from './run-side-by-side.js'
import {
  buildPackages,
  copyWorkspace,
  publishPackages,
  releasedVersion,
  versionPackages,
} from './scratch-workspace.js'
import { startSteps } from './start-steps.js'
import { typescriptSteps } from './typescript-steps.js'

const start = performance.now()
const registry = await startLocalRegistry()
const workspace = copyWorkspace()
const testProject = emptyProject(registry.origin)

/** One after the other; of each, the rows side by side. */
const stages: readonly (readonly Step[])[][] = [
  [
    [
      { name: 'a release without a repository, or without a version, is refused', run: refusalProblems },
      { name: 'changesets give all packages one version and a changelog', run: versionProblems },
      { name: 'the packages build', run: buildProblems },
    ],
  ],
  [[{ name: 'changeset publish takes all packages to a registry', run: () => publishProblems(registry) }]],
  publishedPackages.map((published) => packageSteps(workspace, published, registry)),
  [[installStep(testProject)]],
  [
    typescriptSteps(emptyProject(registry.origin), testProject),
    nodeSteps(testProject),
    ...startSteps(registry.origin, testProject).map((step) => [step]),
  ],
]

console.log('A release, from the changesets to an app that was made of what is on the registry')
const results: StepResult[] = []
for (const rows of stages) results.push(...(await runSideBySide(rows)))
const failed = results.filter(({ problems }) => problems.length > 0).length
await registry.close()

console.log(`
Not proved here: that the public registry takes it, and provenance, which is signed by the identity of a CI run. Both
come with the release itself.`)
for (const problem of releaseProblems(manifests(workspace))) console.log(`Before a release: ${problem}`)
console.log(`
${((performance.now() - start) / 1000).toFixed(1)} s
checks: ${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function manifests(from: string): ReleaseManifest[] {
  return publishedPackages.map(({ folder }) =>
    JSON.parse(readFileSync(path.join(from, folder, 'package.json'), 'utf8')),
  )
}

/** Whatever the manifests of today say: one that lacks something has to be refused, one that has all taken. */
function refusalProblems(): string[] {
  return manifests(workspace).flatMap((manifest) => {
    const ready = {
      ...manifest,
      version: '1.2.3',
      repository: { url: 'git+https://example.com/repository.git' },
    }
    const { repository: _, ...nowhere } = ready
    return [
      ...releaseProblems([ready]),
      ...(releaseProblems([nowhere]).length === 1 ? [] : [`${manifest.name} would go without a repository`]),
      ...(releaseProblems([{ ...ready, version: '0.0.0' }]).length === 1
        ? []
        : [`${manifest.name} would go without a version`]),
    ]
  })
}

async function versionProblems(): Promise<string[]> {
  const before = releasedVersion(workspace)
  await versionPackages(workspace)
  const version = releasedVersion(workspace)
  console.log(`             ${before} → ${version}`)
  return publishedPackages.flatMap(({ name, folder }) => {
    const changelog = readFileSync(path.join(workspace, folder, 'CHANGELOG.md'), 'utf8')
    const text = changelog.slice(changelog.indexOf(`## ${version}\n`) + 1)
    return [
      ...(version === before ? [`${name}: no changeset asks for a release`] : []),
      ...(changelog.includes(`## ${version}\n`)
        ? []
        : [`${name}: nothing about ${version} in its changelog`]),
      ...(/Updated dependencies|\b[0-9a-f]{7}: /.test(text)
        ? [`${name}: its changelog is not for people`]
        : []),
    ]
  })
}

async function buildProblems(): Promise<string[]> {
  await buildPackages(workspace)
  if (process.argv.includes('--broken')) {
    const file = path.join(workspace, 'packages/wechat/package.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...manifest, files: ['dist', 'src'] }))
  }
  return []
}

async function publishProblems({ origin, published }: LocalRegistry): Promise<string[]> {
  const problems = takeOutProvenance(workspace)
  writeFileSync(path.join(workspace, '.npmrc'), `//${new URL(origin).host}/:_authToken=any\n`, { flag: 'a' })
  await publishPackages(workspace, origin)
  const version = releasedVersion(workspace)
  return [
    ...problems,
    ...publishedPackages
      .filter(({ name }) => !published.includes(`${name}@${version}`))
      .map(({ name }) => `${name}@${version} is not on the registry`),
  ]
}
