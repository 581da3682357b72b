import type { Step } from '../shared/steps.js'
import { handlerProblems } from './handler-problems.js'
import { hostTypingProblems } from './host-typing-problems.js'
import { markupProblems } from './markup-problems.js'
import { projectProblems } from './project-problems.js'
import { runProblems } from './run-problems.js'
import { requireProblems, syntaxProblems } from './script-problems.js'
import { sjsProblems } from './sjs-problems.js'
import { stylesheetProblems } from './stylesheet-problems.js'
import { tagProblems } from './tag-problems.js'
import { wechatSyntaxProblems } from './wechat-syntax-problems.js'

/** Every step on one project. */
export function alipaySteps(project: string): Step[] {
  return [
    { name: 'configuration and the files of every page', run: () => projectProblems(project) },
    { name: 'a template compiler takes the AXML', run: () => markupProblems(project) },
    { name: 'no syntax of WeChat is left over', run: () => wechatSyntaxProblems(project) },
    { name: 'no unknown tag', run: () => tagProblems(project) },
    { name: 'every handler is in its page', run: () => handlerProblems(project) },
    { name: 'SJS can be read and is there', run: () => sjsProblems(project) },
    { name: 'a stylesheet compiler takes the ACSS', run: () => stylesheetProblems(project) },
    { name: 'every require is inside the project, by "main"', run: () => requireProblems(project) },
    { name: 'scripts and packages are ECMAScript 2018', run: () => syntaxProblems(project) },
    { name: 'the official typings know every use of `my`', run: () => hostTypingProblems(project) },
    { name: 'the pages run and download over HTTP', run: () => runProblems(project) },
  ]
}
