import { existsSync } from 'node:fs'
import path from 'node:path'
import { ownFilesIn, readText } from '../shared/project-files.js'

/** Keys of WeChat's window that Alipay ignores, with the name it has for them. */
const wechatWindowKeys: Readonly<Record<string, string>> = {
  navigationBarTitleText: 'defaultTitle',
  navigationBarBackgroundColor: 'titleBarColor',
  navigationBarTextStyle: 'navigationBarFrontColor',
  enablePullDownRefresh: 'pullRefresh',
}

interface ProjectConfiguration {
  readonly format?: unknown
  readonly compileType?: unknown
}

interface AppConfiguration {
  readonly pages?: readonly string[]
  readonly window?: Record<string, unknown>
}

function readConfiguration<T>(project: string, file: string): T {
  try {
    return JSON.parse(readText(project, file)) as T
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What keeps the IDE from opening the project: its configuration, the pages' files, and files of WeChat's. */
export function projectProblems(project: string): string[] {
  const problems: string[] = []
  const { format, compileType } = readConfiguration<ProjectConfiguration>(project, 'mini.project.json')
  if (format !== 2) problems.push('mini.project.json: format has to be 2')
  if (compileType !== 'mini') problems.push('mini.project.json: compileType has to be "mini"')

  const { pages = [], window = {} } = readConfiguration<AppConfiguration>(project, 'app.json')
  if (pages.length === 0) problems.push('app.json: no page')
  problems.push(...windowProblems('app.json', window))
  for (const file of [
    'app.js',
    ...pages.flatMap((page) => ['.js', '.json', '.axml'].map((end) => page + end)),
  ]) {
    if (!existsSync(path.join(project, file))) problems.push(`${file} is not there`)
    else if (file.endsWith('.json')) {
      problems.push(...windowProblems(file, readConfiguration<Record<string, unknown>>(project, file)))
    }
  }
  for (const file of ownFilesIn(project)) {
    if (/\.(wxml|wxss|wxs)$/.test(file)) problems.push(`${file}: a file of WeChat`)
  }
  return problems
}

function windowProblems(file: string, window: Record<string, unknown>): string[] {
  return Object.entries(wechatWindowKeys)
    .filter(([key]) => key in window)
    .map(([key, own]) => `${file}: ${key} is WeChat's; Alipay has ${own}`)
}
