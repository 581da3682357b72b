import { cpSync } from 'node:fs'
import path from 'node:path'
import { type PlatformName, packageNames } from '../consumers/consumer.js'
import { runTool } from '../consumers/run-tool.js'
import { runInChild } from '../shared/run-in-child.js'
import type { Step } from '../shared/steps.js'
import { temporaryFolder } from '../shared/temporary-copy.js'
import { buildNpm, emptyProject, writeFiles } from './empty-project.js'
import { readStartPage, startPages } from './start-page.js'

const platforms = { wechat: 'WeChat', alipay: 'Alipay' } as const
const markup = { wechat: 'wxml', alipay: 'axml' } as const

/** The start page, done word for word in an empty folder, for each platform and in each language. */
export function startSteps(registry: string, simulator: string): Step[] {
  return startPages().flatMap((page) =>
    (['wechat', 'alipay'] as const).map((platform) => ({
      name: `${page}, ${platforms[platform]}: from an empty folder to a file that was downloaded by a tap`,
      run: () => startProblems(page, platform, { registry, simulator }),
    })),
  )
}

async function startProblems(
  page: string,
  platform: PlatformName,
  { registry, simulator }: { readonly registry: string; readonly simulator: string },
): Promise<string[]> {
  const { commands, files } = readStartPage(page, platform)
  const script = Object.keys(files).find((file) => file.endsWith('.js'))
  const opened = script?.replace(/\.js$/, '') ?? ''
  if (files[`${opened}.${markup[platform]}`] === undefined) return [`${page} shows no page with its markup`]
  const project = emptyProject(registry)
  // The terminal.
  for (const command of commands) await runTool('sh', ['-c', command], project)
  // The editor; the first three are there in every new project, and the page says what goes in.
  writeFiles(project, {
    'app.js': 'App({})\n',
    'app.json': JSON.stringify({ pages: [opened] }),
    [`${opened}.json`]: '{}\n',
    ...files,
  })
  // DevTools.
  const app = platform === 'wechat' ? builtProject(project) : project
  return runInChild(new URL('run-start.ts', import.meta.url), [platform, simulator, app, opened])
}

/** What goes to a phone of WeChat: no `node_modules`, but what "build npm" made of it. */
function builtProject(project: string): string {
  buildNpm(project, [packageNames.wechat, '@miniferry/download-core'])
  const built = temporaryFolder()
  cpSync(project, built, { recursive: true, filter: (file) => path.basename(file) !== 'node_modules' })
  return built
}
