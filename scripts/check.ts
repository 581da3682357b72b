import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../tools/shared/run-command.js'
import { endWith, runAndPrint, type Step } from '../tools/shared/steps.js'
import { builtCodeProblems } from './built-code-problems.js'
import { allCommittedFiles, committedFiles } from './committed-files.js'
import { fileKindProblems, staleExceptions } from './file-kind-problems.js'
import { packageProblems } from './package-problems.js'
import { builtFiles, type PublishedPackage, publishedPackages, root } from './published-packages.js'
import { registryHostProblems } from './registry-host-problems.js'

/** What a check found wrong. */
type Check = Step['run']

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const binary = (name: string): string => path.join(root, 'node_modules', '.bin', name)

/** A file that was removed, and not yet from the index of git, is gone with the next commit: it has nothing. */
function look(file: string) {
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

// Every one runs, whatever the ones before it found.
endWith(await runAndPrint(Object.entries(checks).map(([name, run]) => ({ name, run }))))
