import { rmSync } from 'node:fs'
import path from 'node:path'
import { runSteps, type Step } from '../../shared/steps.js'
import { tellSteps } from './steps-in-child.js'

/** What is used of the tools that check the demo; they have a `node_modules` of their own. */
interface CompileTools {
  compileProblems(project: string, target: string): Promise<string[]>
}
interface OfflineTools {
  wechatTools(): { packNpm(project: object, options: object): Promise<{ msg: string }[]> }
  openProject(folder: string): object
  quietly<T>(run: () => T): T
}
interface Steps {
  wechatSteps(project: string, compiled: string): Step[]
}

const check = <T>(file: string): Promise<T> =>
  import(new URL(`../../wechat-check/${file}.ts`, import.meta.url).href) as Promise<T>

/** These are of the demo: packages that were shipped with it, and its page. */
const ofTheDemo = /^"build npm" has no warning and|^the compiled result runs|^compiles as for an upload/

async function buildNpmProblems(project: string): Promise<string[]> {
  const { wechatTools, openProject, quietly } = await check<OfflineTools>('offline-wechat-tools')
  rmSync(path.join(project, 'miniprogram_npm'), { recursive: true, force: true })
  const warnings = await quietly(() => wechatTools().packNpm(openProject(project), { reporter() {} }))
  return warnings.map(({ msg }) => `build npm warns: ${msg.trim()}`)
}

async function buildSteps(project: string, target: string): Promise<Step[]> {
  const { compileProblems } = await check<CompileTools>('compile-problems')
  return [
    { name: 'build npm', run: () => buildNpmProblems(project) },
    { name: 'compile', run: () => compileProblems(project, target) },
  ]
}

async function checkSteps(project: string): Promise<Step[]> {
  const { wechatSteps } = await check<Steps>('steps')
  return wechatSteps(project, '').filter(({ name }) => !ofTheDemo.test(name))
}

const [task, project = '', target = ''] = process.argv.slice(2)
tellSteps(await runSteps(task === 'build' ? await buildSteps(project, target) : await checkSteps(project)))
