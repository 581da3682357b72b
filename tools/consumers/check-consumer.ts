import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/published-packages.js'
import { readText } from '../shared/files.js'
import { runInChild } from '../shared/in-child.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import type { PackedPackages } from '../shared/packed-packages.js'
import { runAndPrint, type Step, type StepResult } from '../shared/steps.js'
import { syntaxProblems } from '../shared/syntax-problems.js'
import { buildConsumer, type Consumer, installConsumer } from './consumers.js'
import { type BuiltProject, packageProblems, scriptsWithOurs } from './our-code.js'
import type { RunRequest } from './run-built.js'

/** Installs, builds and runs one consumer for each of its platforms, and prints what was found on the way. */
export async function checkConsumer(consumer: Consumer, packed: PackedPackages): Promise<StepResult[]> {
  console.log(`\n${consumer.name}`)
  let project = ''
  const results = await runAndPrint([
    {
      name: 'the documentation shows this very code, in both languages',
      run: () => documentationProblems(consumer.name),
    },
    {
      name: 'installs from its lockfile, with our packages from their tarballs',
      async run() {
        project = await installConsumer(consumer, packed)
        return []
      },
    },
  ])
  if (project === '') return results
  for (const platform of ['wechat', 'alipay'] as const) {
    results.push(...(await checkPlatform(consumer, platform, project, packed.installed)))
  }
  return results
}

/** Builds for one platform, and runs what was built. */
async function checkPlatform(
  consumer: Consumer,
  platform: PlatformName,
  project: string,
  simulator: string,
): Promise<StepResult[]> {
  const { title } = nativePlatforms[platform]
  let built: BuiltProject | undefined
  const build = async (): Promise<string[]> => {
    built = await buildConsumer(consumer, platform, project)
    return []
  }
  const results = await runAndPrint([{ name: `${title}: builds`, run: build }])
  if (built === undefined) return results
  const found: BuiltProject = built
  const run = (scenario: RunRequest['scenario']) => () => {
    const request: RunRequest = { ...consumer, project: found.folder, platform, scenario, simulator }
    return runInChild(new URL('run-built.ts', import.meta.url), [JSON.stringify(request)])
  }
  const steps: Step[] = [
    {
      name: `${title}: has our package of ${title} in it, and not the other`,
      run: () => packageProblems(found, platform),
    },
    {
      name: `${title}: our code in it is ECMAScript 2018`,
      run: () => syntaxProblems(found.folder, scriptsWithOurs(found)),
    },
    { name: `${title}: the page runs, shows progress and stores the file`, run: run('download') },
    // A code that nobody else's failures have: what the page calls is ours.
    { name: `${title}: an abort ends with "aborted" and closes the connection`, run: run('abort') },
  ]
  return [...results, ...(await runAndPrint(steps))]
}

/** A block of code that names the file of the project that it is from, as in "```js src/app.js". */
const namedBlock = /^```\w+ (\S+)\n([\s\S]*?)^```$/gm

/** Whether the page of the documentation shows code that is in the project, in both languages the same. */
export function documentationProblems(consumer: string): string[] {
  const [english, chinese] = ['md', 'zh-CN.md'].map((end) =>
    [...readText(root, `docs/use-with/${consumer}.${end}`).matchAll(namedBlock)].map(
      ([, file = '', code = '']) => ({
        file,
        code,
      }),
    ),
  )
  const folder = path.join(import.meta.dirname, consumer)
  return [
    ...(english?.length === 0 ? [`docs/use-with/${consumer}.md shows no code of the project`] : []),
    ...(JSON.stringify(english) === JSON.stringify(chinese) ? [] : ['the Chinese page shows other code']),
    ...(english ?? [])
      .filter(
        ({ file, code }) => !existsSync(path.join(folder, file)) || !readText(folder, file).includes(code),
      )
      .map(({ file, code }) => `docs/use-with/${consumer}.md: ${file} has no such code:\n${code.trimEnd()}`),
  ]
}
