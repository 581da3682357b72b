import { realpathSync } from 'node:fs'
import path from 'node:path'
import { compileTemplates } from '../../apps/preview/src/project/compile-templates.js'
import { openProject } from '../../apps/preview/src/project/project-files.js'
import { readJson } from '../shared/files.js'
import { loadMiniProgram } from '../shared/mini-program.js'
import { referenceCompilerProblems } from '../shared/reference-compiler.js'
import type { Step } from '../shared/steps.js'
import { syntaxProblems } from '../shared/syntax-problems.js'
import {
  answersNothing,
  fileProblems,
  handlerProblems,
  projectTemplates,
  tagProblems,
} from '../shared/templates.js'
import { hostTypingProblems } from './host-typing-problems.js'
import { configurationProblems, wechatRemains } from './project-problems.js'

const knownTags = `
  block template import include slot import-sjs
  view swiper swiper-item scroll-view cover-view cover-image movable-view movable-area match-media root-portal
  page-container page-meta share-element
  text icon progress rich-text
  button form label input textarea radio radio-group checkbox checkbox-group switch slider picker picker-view
  picker-view-column
  navigator image lottie canvas map web-view video camera live-player live-pusher
  lifestyle contact-button error-view
`

/** Every step on one project. */
export function alipaySteps(project: string) {
  return {
    files: { name: 'every page has its files', run: () => fileProblems(project, 'alipay', []) },
    configuration: {
      name: "the configuration is Alipay's, and so are all files",
      run: () => configurationProblems(project),
    },
    // Alipay's own compiler is not to be had. The structure and the expressions are the same language.
    markup: {
      name: "WeChat's template compiler takes the AXML, its names mapped",
      run() {
        const pages = projectTemplates(project, '.axml').map(({ page }) => page)
        return compileTemplates(openProject('alipay', project), pages).problems
      },
    },
    remains: { name: 'no syntax of WeChat is left over', run: () => wechatRemains(project) },
    tags: { name: 'no unknown tag', run: () => tagProblems(project, 'alipay', knownTags) },
    handlers: { name: 'every handler is in its page', run: () => handlerProblems(project, 'alipay') },
    // Rules, `rpx` and `@import` are the same in both.
    styles: {
      name: "WeChat's stylesheet compiler takes the ACSS",
      run: () => referenceCompilerProblems(import.meta.url, 'wcsc', project, '.acss'),
    },
    requires: {
      name: 'every require is inside the project, by "main"',
      run: () =>
        loadedScripts(project)
          .filter((file) => !realpathSync(path.join(project, file)).startsWith(realpathSync(project)))
          .map((file) => `${file}: outside the project`),
    },
    syntax: {
      name: 'scripts and packages are ECMAScript 2018',
      run: () => syntaxProblems(project, loadedScripts(project)),
    },
    typings: { name: 'the official typings know every use of `my`', run: () => hostTypingProblems(project) },
  } satisfies Record<string, Step>
}

/** The scripts that the app loads, where Alipay finds them: by path, a package's root by its `main`. Throws where one is not there. */
function loadedScripts(project: string): string[] {
  const program = loadMiniProgram({ platform: 'alipay', project, host: answersNothing })
  for (const page of readJson<{ pages: string[] }>(project, 'app.json').pages) program.loadPage(page)
  return program.files().map((file) => path.relative(project, file))
}
