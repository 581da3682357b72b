import { cpSync } from 'node:fs'
import path from 'node:path'
import { type PlatformName, packageNames } from '../consumers/consumer.js'
import { runTool } from '../consumers/run-tool.js'
import { runInChild } from '../shared/run-in-child.js'
import type { Step } from '../shared/steps.js'
import { temporaryFolder } from '../shared/temporary-copy.js'
import { buildNpm, emptyProject, writeFiles } from './empty-project.js'
import { readStartPage, startPage, translationProblems } from './start-page.js'

const platforms = { wechat: 'WeChat', alipay: 'Alipay' } as const
const markup = { wechat: 'wxml', alipay: 'axml' } as const

/** The start page, done word for word in an empty folder, for each platform; the other language has to say the same. */
export function startSteps(registry: string, simulator: string): Step[] {
  return (['wechat', 'alipay'] as const).map((platform) => ({
    name: `the start page, ${platforms[platform]}: from an empty folder to a file that was downloaded by a tap`,
    async run() {
      return [...translationProblems(platform), ...(await startProblems(platform, { registry, simulator }))]
    },
  }))
}

async function startProblems(
  platform: PlatformName,
  { registry, simulator }: { readonly registry: string; readonly simulator: string },
): Promise<string[]> {
  const { commands, files } = readStartPage(startPage, platform)
  const script = Object.keys(files).find((file) => file.endsWith('.js'))
  const opened = script?.replace(/\.js$/, '') ?? ''
  if (files[`${opened}.${markup[platform]}`] === undefined)
    return [`${startPage} shows no page with its markup`]
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
