import { printSteps, runSteps, type StepResult } from '../shared/steps.js'
import type { PackageMarks } from './bundle-problems.js'
import { checkPlatform } from './check-platform.js'
import type { Consumer, PackedPackages, PlatformName } from './consumer.js'
import { documentationProblems } from './documentation-problems.js'

export interface ConsumerVerdict {
  readonly results: readonly StepResult[]
  /** Bytes that our package adds to the app, minified. */
  readonly added: Readonly<Partial<Record<PlatformName, number>>>
}

/** Installs, builds and runs one consumer for each of its platforms, and prints what was found on the way. */
export async function checkConsumer(
  consumer: Consumer,
  packed: PackedPackages,
  marks: PackageMarks,
): Promise<ConsumerVerdict> {
  const results: StepResult[] = []
  const added: Partial<Record<PlatformName, number>> = {}
  const keep = (found: readonly StepResult[]): void => {
    printSteps(found)
    results.push(...found)
  }

  console.log(`\n${consumer.name}`)
  let project: string | undefined
  const install = async (): Promise<string[]> => {
    project = await consumer.install(packed)
    return []
  }
  keep(
    await runSteps([
      {
        name: 'the documentation shows this very code, in both languages',
        run: () => documentationProblems(consumer.name),
      },
      { name: 'installs from its lockfile, with our packages from their tarballs', run: install },
    ]),
  )
  if (project === undefined) return { results, added }

  for (const platform of consumer.platforms) {
    const verdict = await checkPlatform({ consumer, platform, project, packed, marks })
    keep(verdict.results)
    if (verdict.added !== undefined) added[platform] = verdict.added
  }
  if (consumer.vendorChecks) keep(await consumer.vendorChecks(project))
  if (consumer.vendorNote) console.log(await consumer.vendorNote(project))
  return { results, added }
}
