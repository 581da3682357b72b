import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
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

/** The files of the repository that are pages as they are. */
export async function findPageFiles(): Promise<string[]> {
  const files = await readdir(join(repository, 'docs'), { recursive: true, withFileTypes: true })
  return [
    'packages/simulator/README.md',
    ...files
      .filter((file) => file.isFile() && file.name.endsWith('.md'))
      .map((file) => relative(repository, join(file.parentPath, file.name)))
      .filter((file) => !file.startsWith('docs/reference/')),
  ].sort()
}
