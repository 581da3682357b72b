import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

interface BuiltPage {
  readonly file: string
  readonly anchors: ReadonlySet<string>
  /** Links, pictures, scripts and styles. */
  readonly references: readonly string[]
}

/** Every link of a built site that leads nowhere within it: to no page, to no heading of a page, to no file. */
export async function linkProblems(directory: string, base: string): Promise<string[]> {
  const files = await filesIn(directory)
  const pages = new Map<string, BuiltPage>()
  for (const file of files) {
    if (file.endsWith('.html')) pages.set(file, readPage(file, await readFile(join(directory, file), 'utf8')))
  }
  const problems = new Set<string>()
  for (const page of pages.values()) {
    for (const reference of page.references) {
      const problem = problemOf(reference, page, { base, files, pages })
      if (problem !== undefined) problems.add(`${page.file}: ${reference} ${problem}`)
    }
  }
  return [...problems]
}

interface BuiltSite {
  readonly base: string
  readonly files: ReadonlySet<string>
  readonly pages: ReadonlyMap<string, BuiltPage>
}

function problemOf(
  reference: string,
  page: BuiltPage,
  { base, files, pages }: BuiltSite,
): string | undefined {
  if (/^[a-z][a-z+.-]*:|^\/\//i.test(reference)) return undefined
  const { pathname, hash } = new URL(reference, `http://site${base}${page.file}`)
  const path = decodeURIComponent(pathname)
  if (!path.startsWith(base)) return `is outside of ${base}`
  const wanted = path.slice(base.length)
  const file = [wanted, `${wanted}.html`, join(wanted, 'index.html')].find((candidate) =>
    files.has(candidate),
  )
  if (file === undefined) return 'does not exist'
  const anchor = decodeURIComponent(hash.slice(1))
  const target = pages.get(file)
  if (anchor !== '' && target !== undefined && !target.anchors.has(anchor)) return 'has no such heading'
  return undefined
}

function readPage(file: string, html: string): BuiltPage {
  const attributes = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(([, value = '']) => unescapeHtml(value))
  return {
    file,
    anchors: new Set(attributes(/\sid="([^"]*)"/g)),
    references: attributes(/\s(?:href|src)="([^"]*)"/g),
  }
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
}

async function filesIn(directory: string): Promise<Set<string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name))),
  )
}
