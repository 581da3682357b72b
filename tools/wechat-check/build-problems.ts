import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filesIn } from '../shared/files.js'
import { openProject, quietly, wechatTools } from './offline-wechat-tools.js'

/**
 * Does "build npm" with WeChat's own packer, in place of what the project was shipped with, which has to be the same. The packer only
 * warns where it skips a package, and exits well: every warning is a problem.
 */
export async function npmBuildProblems(project: string): Promise<string[]> {
  const folder = path.join(project, 'miniprogram_npm')
  const contents = (): Map<string, string> =>
    existsSync(folder)
      ? new Map(filesIn(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]))
      : new Map()
  const shipped = contents()
  rmSync(folder, { recursive: true, force: true })
  const warnings = await quietly(() => wechatTools().packNpm(openProject(project), { reporter() {} }))
  const built = contents()
  const compared = shipped.size === 0 ? [] : new Set([...shipped.keys(), ...built.keys()])
  return [
    ...warnings.map(({ msg, jsPath }) => `build npm warns: ${msg.trim()} ${jsPath ?? ''}`.trim()),
    ...(built.size === 0 ? ['build npm made no file'] : []),
    ...[...compared]
      .filter((file) => shipped.get(file) !== built.get(file))
      .map((file) => `miniprogram_npm/${file} was shipped with other content than build npm makes`),
  ]
}

/** Everything on: only a minifier reads WXML and WXSS; without it the compiler passes broken ones on. */
const everyMinifier = {
  minify: true,
  minifyJS: true,
  minifyWXML: true,
  minifyWXSS: true,
  autoPrefixWXSS: true,
}

/** What the compiler does: `old` makes ECMAScript 5 of it besides; `plain` takes a fraction of the time. */
const settings = {
  old: { ...everyMinifier, es6: true, es7: true },
  modern: everyMinifier,
  plain: {},
}

/** Compiles the project, and writes the result to `target`: as for an upload to old phones, if nothing else is said. */
export async function compileProblems(
  project: string,
  target: string,
  result: keyof typeof settings = 'old',
): Promise<string[]> {
  const files = await quietly(() =>
    wechatTools().getCompiledResult({
      project: openProject(project),
      version: '0',
      desc: '',
      setting: settings[result],
      onProgressUpdate() {},
    }),
  )
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true })
    writeFileSync(path.join(target, file), content)
  }
  return Object.keys(files).length === 0 ? ['the compiler made no file'] : []
}

/** Every `require`, `@import`, template and component that WeChat's own analysis cannot follow. */
export async function referenceProblems(project: string): Promise<string[]> {
  const { modules } = await quietly(() => wechatTools().analyseCode(openProject(project)))
  if (modules.length === 0) return ['the analysis found no module']
  return modules.flatMap((module) =>
    module.deps
      // This one is a feature that the app does not use, and is never found.
      .filter(({ moduleId, type }) => moduleId === null && type !== 'FunctionalPages')
      .map(({ type, request }) => `${module.path}: ${type} "${request}" is not there`),
  )
}
