import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownFiles, repository } from '../site/page-sources.js'

/** A piece of code of a page, as its fence and the comment before it describe it, with all that continues it: one module. */
export interface SampleModule {
  /** Its path in the repository. */
  readonly page: string
  /** Of the first line of code. */
  readonly line: number
  readonly language: 'ts' | 'js'
  readonly code: string
  readonly isRun: boolean
  /** Why it is neither compiled nor run. */
  readonly skipped: string | undefined
  /** Where each line of `code` is on the page. */
  readonly pageLines: readonly number[]
}

/** The samples of every page that may show code. */
export function readAllSamples(): SampleModule[] {
  const pages = markdownFiles(
    'README*.md',
    'packages/*/README*.md',
    'docs/**/*.md',
    'apps/docs/pages/**/*.md',
  )
  return pages.flatMap((page) => readSamples(page, readFileSync(join(repository, page), 'utf8')))
}

// A comment, which may be there, and a fence: the word and the reason, indent, fence, language, title, code.
const fences =
  /(?:^ *<!-- *sample: *(.*?) *--> *\n(?: *\n)?)?^( *)(```+|~~~+) *(\w*) *(.*)\n([\s\S]*?)(?:^ *\3[`~]* *$|$(?![\s\S]))/gm

/** The TypeScript and JavaScript of a Markdown page. */
export function readSamples(page: string, markdown: string): SampleModule[] {
  const modules: SampleModule[] = []
  const lineAt = (index: number) => markdown.slice(0, index).split('\n').length
  for (const match of markdown.matchAll(fences)) {
    const [whole, comment = '', indent = '', fence = '', language = '', title = '', body = ''] = match
    const line = lineAt(match.index + whole.lastIndexOf(body))
    if (!whole.trimEnd().endsWith(fence)) throw new Error(`${page}:${line - 1}: the code has no end`)
    if (language !== 'ts' && language !== 'js') continue
    const lines = body.split('\n').slice(0, -1)
    const code = lines.map((text) => text.slice(Math.min(indent.length, text.search(/\S|$/)))).join('\n')
    const pageLines = lines.map((_, index) => line + index)
    const [, word = '-', reason = ''] = /^(\w*)(?:,\s*(.+))?$/.exec(comment) ?? []
    if ((reason !== '') !== (word === 'skip') || !['', 'run', 'continue', 'skip'].includes(word)) {
      throw new Error(
        `${page}:${lineAt(match.index)}: "sample: ${comment}" is none of run, continue, and skip with a reason`,
      )
    }
    if (word === 'continue') {
      const before = modules.pop()
      if (before === undefined || before.skipped !== undefined)
        throw new Error(`${page}:${line}: there is nothing to continue`)
      modules.push({
        ...before,
        code: `${before.code}\n${code}`,
        pageLines: [...before.pageLines, ...pageLines],
      })
      continue
    }
    const skipped = reason || (isOfProject(page, title) ? 'is built and run by tools/consumers' : undefined)
    modules.push({ page, line, language, code, isRun: word === 'run', skipped, pageLines })
  }
  return modules
}

/** Code with the name of a file, as in "```js src/app.js", is a part of a project. */
function isOfProject(page: string, title: string): boolean {
  return page.startsWith('docs/use-with/') && /^[\w./-]+\.\w+$/.test(title)
}
