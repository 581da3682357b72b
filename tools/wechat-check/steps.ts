import { readdirSync } from 'node:fs'
import path from 'node:path'
import { filesIn } from '../shared/files.js'
import { runInChild } from '../shared/in-child.js'
import { nativePlatforms } from '../shared/native-platforms.js'
import { referenceCompilerProblems } from '../shared/reference-compiler.js'
import type { Step } from '../shared/steps.js'
import { syntaxProblems } from '../shared/syntax-problems.js'
import { fileProblems, handlerProblems, tagProblems } from '../shared/template-problems.js'
import { compileProblems, npmBuildProblems, referenceProblems } from './build-problems.js'
import { entryProblems } from './entry-sizes.js'

const knownTags = `
  block template import include slot wxs
  cover-image cover-view custom-wrapper grid-view list-view match-media movable-area movable-view page-container
  page-meta navigation-bar root-portal scroll-view share-element sticky-header sticky-section swiper swiper-item view
  icon progress rich-text selection text
  button checkbox checkbox-group editor editor-portal form input keyboard-accessory label picker picker-view
  picker-view-column radio radio-group slider switch textarea
  functional-page-navigator navigator
  audio camera channel-live channel-video image live-player live-pusher video voip-room
  map canvas web-view ad ad-custom official-account official-account-publish open-data open-data-list open-data-item
  aria-component
`

/** Every step on one project, which they change; the compiled result goes to `target`. */
export function wechatSteps(project: string, target: string) {
  const compiler = (name: 'wcc' | 'wcsc', ending: string) => () =>
    referenceCompilerProblems(import.meta.url, name, project, ending)
  return {
    files: {
      name: 'every page has its files',
      run: () =>
        fileProblems(project, 'wechat', [
          'app.wxss',
          'project.config.json',
          'miniprogram_npm/@miniferry/download-wechat/index.js',
        ]),
    },
    npm: {
      name: '"build npm" has no warning and makes what was shipped',
      run: () => npmBuildProblems(project),
    },
    syntax: {
      name: 'scripts and packages are ECMAScript 2018',
      run: () => syntaxProblems(project, scriptsOf(project)),
    },
    markup: { name: 'the reference compiler takes the WXML (wcc)', run: compiler('wcc', '.wxml') },
    styles: { name: 'the reference compiler takes the WXSS (wcsc)', run: compiler('wcsc', '.wxss') },
    tags: { name: 'no unknown tag', run: () => tagProblems(project, 'wechat', knownTags) },
    handlers: { name: 'every handler is in its page', run: () => handlerProblems(project, 'wechat') },
    requires: { name: 'every require, import and component is there', run: () => referenceProblems(project) },
    compile: { name: 'compiles as for an upload, minified', run: () => compileProblems(project, target) },
    entries: {
      name: 'an app of one entry has only what that needs in it, and downloads',
      run: () => entryProblems(path.join(project, 'node_modules', nativePlatforms.wechat.package)),
    },
    run: {
      name: 'the compiled result runs and downloads over HTTP',
      async run() {
        // Where this step runs alone, it is about what runs, and not about minifiers.
        const isCompiled = readdirSync(target).length > 0
        const problems = isCompiled ? [] : await compileProblems(project, target, 'plain')
        if (problems.length > 0) return problems
        return runInChild(new URL('run-compiled.ts', import.meta.url), [target])
      },
    },
  } satisfies Record<string, Step>
}

function scriptsOf(project: string): string[] {
  return filesIn(project).filter((file) => file.endsWith('.js') && !file.startsWith('node_modules/'))
}
