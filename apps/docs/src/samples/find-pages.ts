import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** The repository. */
export const repository = join(import.meta.dirname, '../../../..')

/** Every page that may show code, as paths in the repository. */
export async function findPages(): Promise<string[]> {
  const packages = await readdir(join(repository, 'packages'))
  const folders = [
    ...(await markdownIn('.')),
    ...(await Promise.all(packages.map((name) => markdownIn(`packages/${name}`)))).flat(),
  ].filter((page) => /(^|\/)README[^/]*$/.test(page))
  return [
    ...folders,
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
