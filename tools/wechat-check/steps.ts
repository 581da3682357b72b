import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { readText } from '../shared/project-files.js'
import type { Step } from '../shared/steps.js'
import { compileProblems } from './compile-problems.js'
import { handlerProblems } from './handler-problems.js'
import { npmBuildProblems } from './npm-build-problems.js'
import { wxmlProblems, wxssProblems } from './reference-compiler-problems.js'
import { referenceProblems } from './reference-problems.js'
import { runProblems } from './run-problems.js'
import { syntaxProblems } from './syntax-problems.js'
import { tagProblems } from './tag-problems.js'

/** Every step on one project, which they change; the compiled result goes to `compiled`. */
export function wechatSteps(project: string, compiled: string): Step[] {
  return [
    { name: 'every page has its files', run: () => fileProblems(project) },
    {
      name: '"build npm" has no warning and makes what was shipped',
      run: () => npmBuildProblems(project),
    },
    { name: 'scripts and packages are ECMAScript 2018', run: () => syntaxProblems(project, 2018) },
    { name: 'the reference compiler takes the WXML (wcc)', run: () => wxmlProblems(project) },
    { name: 'the reference compiler takes the WXSS (wcsc)', run: () => wxssProblems(project) },
    { name: 'no unknown tag', run: () => tagProblems(project) },
    { name: 'every handler is in its page', run: () => handlerProblems(project) },
    { name: 'every require, import and component is there', run: () => referenceProblems(project) },
    { name: 'compiles as for an upload, minified', run: () => compileProblems(project, compiled) },
    {
      name: 'the compiled result runs and downloads over HTTP',
      async run() {
        // Where this step runs alone, it is about what runs, and not about minifiers.
        const problems =
          readdirSync(compiled).length === 0
            ? await compileProblems(project, compiled, { isMinified: false })
            : []
        return problems.length === 0 ? runProblems(compiled) : problems
      },
    },
  ]
}

function fileProblems(project: string): string[] {
  const { pages } = JSON.parse(readText(project, 'app.json')) as { pages: string[] }
  if (pages.length === 0) return ['app.json: no page']
  return [
    'app.js',
    'app.wxss',
    'project.config.json',
    ...pages.flatMap((page) => ['.js', '.json', '.wxml'].map((end) => page + end)),
  ]
    .filter((file) => !existsSync(path.join(project, file)))
    .map((file) => `${file} is not there`)
}
