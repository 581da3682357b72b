import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../tools/shared/run-command.js'
import { builtCodeProblems } from './built-code-problems.js'
import { allCommittedFiles, committedFiles } from './committed-files.js'
import { type CommittedFile, fileKindProblems, staleExceptions } from './file-kind-problems.js'
import { packageProblems } from './package-problems.js'
import { builtFiles, type PublishedPackage, publishedPackages, root } from './published-packages.js'
import { registryHostProblems } from './registry-host-problems.js'

/** One named check: what it found wrong. */
type Check = () => string[] | Promise<string[]>

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const binary = (name: string): string => path.join(root, 'node_modules', '.bin', name)

function look(file: string): CommittedFile {
  // A file that was removed, and not yet from the index of git, is gone with the next commit.
  const bytes = existsSync(path.join(root, file)) ? readFileSync(path.join(root, file)) : Buffer.of()
  return { file, size: bytes.length, start: bytes.subarray(0, 8000) }
}

/** A tool that says by its exit code whether all is well. */
function tool(name: string, args: readonly string[]): Check {
  return async () => {
    const env = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }
    await runCommand(binary(name), args, root, env)
    return []
  }
}

/** The tools of the vendors have a compiler of their own, and check themselves. */
function typedProjects(): string[] {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`),
  )
  return [...folders, 'scripts', 'tools/consumers', 'tools/release'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => /^tsconfig.*\.json$/.test(name))
      .map((name) => path.join(folder, name)),
  )
}

const forMiniPrograms = publishedPackages.filter(({ hostGlobals }) => hostGlobals)

/** What was built of some packages, by what a host can run. */
function built(packages: readonly PublishedPackage[], version: 2018 | 2022): Check {
  return async () => {
    const found = packages.map((published) => {
      const { hostGlobals } = published
      return builtCodeProblems(builtFiles(published), read, { version, hostGlobals })
    })
    return (await Promise.all(found)).flat()
  }
}

const checks: Record<string, Check> = {
  'format and lint': tool('biome', ['ci', '--colors=off', '.']),
  // The compiler of the seventh edition takes a third of the time; what else is done here with types needs the interface of the sixth.
  'types of every package, app, script and tool': tool('../typescript-native/bin/tsc', [
    '-b',
    '--force',
    '--noEmit',
    ...typedProjects(),
  ]),
  build: tool('turbo', ['run', 'build', '--output-logs=errors-only']),
  'no unused file, export or dependency': tool('knip', []),
  'size budgets': tool('size-limit', []),
  'built files of mini-program packages are ECMAScript 2018 with the globals of hosts': built(
    forMiniPrograms,
    2018,
  ),
  'built files of the simulator are ECMAScript 2022': built(
    publishedPackages.filter((published) => !forMiniPrograms.includes(published)),
    2022,
  ),
  ...Object.fromEntries(
    publishedPackages.map((published) => [
      `packed ${published.name}: publint and attw`,
      () => packageProblems(published),
    ]),
  ),
  'no package registry in a committed file': () =>
    committedFiles(root).flatMap((file) => registryHostProblems(file, read(file))),
  'no cache, build output, binary or large file is committed': () => {
    const files = allCommittedFiles(root)
    return [...files.flatMap((file) => fileKindProblems(look(file))), ...staleExceptions(files)]
  },
}

/** Runs every check, whatever the ones before found, and says at the end how many hold. */
async function main(): Promise<void> {
  let failed = 0
  for (const [name, check] of Object.entries(checks)) {
    const start = performance.now()
    const problems = await Promise.resolve()
      .then(check)
      .catch((error: unknown) => [error instanceof Error ? error.message : String(error)])
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? 'pass' : 'FAIL'}  ${seconds.padStart(5)} s  ${name}`)
    for (const problem of problems) console.log(problem.replace(/^/gm, '      '))
    if (problems.length > 0) failed += 1
  }
  console.log(`checks: ${Object.keys(checks).length - failed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

await main()
