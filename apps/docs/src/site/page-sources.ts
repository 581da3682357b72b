import { join, relative } from 'node:path'
import ts from 'typescript'
import type { Language } from './site-pages.js'

export const repository = join(import.meta.dirname, '../../../..')
/** What VitePress builds the site from. */
export const content = join(repository, 'apps/docs/.content')

/** Pages of the site that are somewhere else than in `docs`. */
const elsewhere: Readonly<Record<string, string>> = {
  'packages/simulator/README.md': 'simulator',
  'README.md': 'index',
  'README.zh-CN.md': 'index',
}

/** The page that a file is on the site, its path without language and extension; `undefined` where it is none. */
export function addressOf(file: string): { path: string; language: Language } | undefined {
  const known = elsewhere[file] ?? /^docs\/(.+)\.md$/.exec(file)?.[1]
  if (known === undefined) return undefined
  const path = known.replace(/\.zh-CN$/, '').replace(/(^|\/)README$/, '$1index')
  return { path, language: file.endsWith('.zh-CN.md') ? 'zh' : 'en' }
}

/** The Markdown files below a folder of the repository, as paths in the repository; `patterns` are those of a tsconfig. */
export function markdownFiles(...patterns: string[]): string[] {
  const files = ts.sys.readDirectory(repository, ['.md'], undefined, patterns)
  return files.map((file) => relative(repository, file)).sort()
}
