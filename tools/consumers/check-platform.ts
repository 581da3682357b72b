import { runSteps, type Step, type StepResult } from '../shared/steps.js'
import { type PackageMarks, packageProblems, syntaxProblems } from './bundle-problems.js'
import type { BuiltProject, Consumer, PackedPackages, PlatformName } from './consumer.js'
import { runBuiltProblems } from './run-built-problems.js'
import { scriptSize } from './script-size.js'
import { withEmptyPackages } from './with-empty-packages.js'

export interface PlatformSubject {
  readonly consumer: Consumer
  readonly platform: PlatformName
  /** Where the consumer is installed. */
  readonly project: string
  readonly packed: PackedPackages
  readonly marks: PackageMarks
}

export interface PlatformVerdict {
  readonly results: readonly StepResult[]
  /** Bytes that our package adds, minified; `undefined` where a build failed. */
  readonly added: number | undefined
}

export const platformWords: Readonly<Record<PlatformName, string>> = { wechat: 'WeChat', alipay: 'Alipay' }

/** Builds for one platform, twice: with an empty package first, which every check has to refuse, then with ours. */
export async function checkPlatform(subject: PlatformSubject): Promise<PlatformVerdict> {
  const { consumer, platform, project } = subject
  const name = platformWords[platform]
  const sizes: number[] = []
  let built: BuiltProject | undefined
  const build = async (): Promise<BuiltProject> => {
    const result = await consumer.build(platform, project)
    sizes.push(await scriptSize(result))
    return result
  }
  const results = await runSteps([
    {
      name: `${name}: with an empty package in place of ours, every check below refuses it`,
      run: () => withEmptyPackages(project, async () => acceptingChecks(subject, await build())),
    },
    {
      name: `${name}: builds`,
      async run() {
        built = await build()
        return []
      },
    },
  ])
  if (!built) return { results, added: undefined }
  const [without, withOurs] = sizes
  const added = without === undefined || withOurs === undefined ? undefined : withOurs - without
  return { results: [...results, ...(await runSteps(builtSteps(subject, built)))], added }
}

function builtSteps({ consumer, platform, packed, marks }: PlatformSubject, built: BuiltProject): Step[] {
  const name = platformWords[platform]
  const run = (scenario: 'download' | 'abort') => () =>
    runBuiltProblems(consumer, platform, built, { scenario, simulator: packed.installed })
  return [
    {
      name: `${name}: has our package of ${name} in it, and not the other`,
      run: () => packageProblems(built, platform, marks),
    },
    { name: `${name}: our code in it is ECMAScript 2018`, run: () => syntaxProblems(built, marks) },
    { name: `${name}: the page runs, shows progress and stores the file`, run: run('download') },
    { name: `${name}: an abort ends with "aborted" and closes the connection`, run: run('abort') },
  ]
}

/** The checks that find nothing wrong. */
async function acceptingChecks(subject: PlatformSubject, built: BuiltProject): Promise<string[]> {
  const results = await runSteps(builtSteps(subject, built))
  return results.filter(({ problems }) => problems.length === 0).map(({ name }) => `accepted by "${name}"`)
}
