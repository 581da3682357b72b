import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { repository } from '../site/page-sources.js'

/** Every page that may show code, as paths in the repository. */
export async function findPages(): Promise<string[]> {
  const packages = await readdir(join(repository, 'packages'))
  const beside = ['.', ...packages.map((name) => `packages/${name}`)].map((folder) => markdownIn(folder))
  const readmes = (await Promise.all(beside)).flat().filter((page) => /(^|\/)README[^/]*$/.test(page))
  return [
    ...readmes,
    ...(await markdownIn('docs', true)),
    ...(await markdownIn('apps/docs/pages', true)),
  ].sort()
}

async function markdownIn(folder: string, recursive = false): Promise<string[]> {
  const entries = await readdir(join(repository, folder), { recursive, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)))
}
