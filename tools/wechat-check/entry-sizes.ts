import { existsSync } from 'node:fs'
import { runInChild } from '../shared/in-child.js'
import type { EntryPage } from './entry-apps.js'

/** Native apps by the entries that they use. */
export const entryApps = {
  '`/download-file`': ['download-file'],
  '`/downloader`': ['downloader'],
  '`/downloader` and `/cache`': ['downloader', 'cache'],
  '`/platform`': ['platform'],
  'the root': ['index'],
} satisfies Record<string, readonly EntryPage[]>

export type EntryApp = keyof typeof entryApps

export interface EntryAppOutcome {
  /** Of our scripts in what would be uploaded. */
  readonly bytes: number
  readonly problems: readonly string[]
}

/** The tools of this folder are installed by themselves. */
export function isCompilerInstalled(): boolean {
  return existsSync(new URL('node_modules/miniprogram-ci', import.meta.url))
}

/**
 * What each app pays after WeChat's own compiler, and what is wrong with its pages.
 *
 * @param packageFolder - our package as it is published
 */
export async function runEntryApps(packageFolder: string): Promise<Record<EntryApp, EntryAppOutcome>> {
  const outcomes: [string, EntryAppOutcome][] = []
  for (const [app, pages] of Object.entries(entryApps)) {
    const script = new URL('run-entries.ts', import.meta.url)
    outcomes.push([app, await runInChild<EntryAppOutcome>(script, [packageFolder, ...pages])])
  }
  return Object.fromEntries(outcomes) as Record<EntryApp, EntryAppOutcome>
}

/**
 * Bytes, hardly more than was measured: a package that grows is seen. The design wants less: 9,500 for `/download-file`, and 42,000 for
 * `/downloader`.
 */
const budgets: Readonly<Record<EntryApp, number>> = {
  '`/download-file`': 13_200,
  '`/downloader`': 64_900,
  '`/downloader` and `/cache`': 81_500,
  '`/platform`': 16_400,
  'the root': 82_500,
}

/** Entries whose pages do not download, and those that are larger than their budget. */
export async function entryProblems(packageFolder: string): Promise<string[]> {
  const outcomes = await runEntryApps(packageFolder)
  return (Object.keys(entryApps) as EntryApp[]).flatMap((app) => {
    const { bytes, problems } = outcomes[app]
    const budget = budgets[app]
    return [
      ...problems.map((problem) => `only ${app}: ${problem}`),
      ...(bytes > budget ? [`only ${app}: ${bytes} bytes of our package, more than ${budget}`] : []),
    ]
  })
}
