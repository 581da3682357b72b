import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { addressOf, content, findPageFiles, repository } from './page-sources.js'
import type { Language } from './site-pages.js'
import { supportTable } from './support-table.js'

const app = join(repository, 'apps/docs')
const onlyInNotes = { zh: 'This page is in Chinese only, so far.', en: '这一页目前只有英文。' } as const

/** Gathers all pages under the addresses that they have on the site, each in both languages. */
export async function preparePages(): Promise<void> {
  await rm(content, { recursive: true, force: true })
  const pages = new Map<string, string>()
  const place = (path: string, language: Language) => (language === 'zh' ? `${path}.md` : `en/${path}.md`)

  for (const file of await findPageFiles()) {
    const address = addressOf(file)
    if (address === undefined) throw new Error(`${file} is no page`)
    const text = await readFile(join(repository, file), 'utf8')
    pages.set(place(address.path, address.language), withFrontmatter({ source: file }, text))
  }
  for (const [path, text] of await readPages(join(app, 'pages'))) {
    const table = supportTable(path.startsWith('en/') ? 'en' : 'zh')
    pages.set(path, text.replace('<!-- support table -->', table))
  }
  for (const [path, text] of await referencePages()) pages.set(path, text)

  for (const [path, text] of fillGaps(pages)) pages.set(path, text)
  for (const [path, text] of pages) {
    await mkdir(dirname(join(content, path)), { recursive: true })
    await writeFile(join(content, path), text)
  }
  await copyPictures()
  await copyPublicFiles()
}

/** A page that one language lacks is the other's, and says so. */
function* fillGaps(pages: ReadonlyMap<string, string>): Generator<[string, string]> {
  for (const [path, text] of pages) {
    const language: Language = path.startsWith('en/') ? 'en' : 'zh'
    const other = language === 'en' ? path.slice(3) : `en/${path}`
    if (pages.has(other)) continue
    const [, fields = '', body = text] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? []
    yield [
      other,
      `---\nonlyIn: ${language}\n${fields}---\n\n<p class="only-in-note">${onlyInNotes[language]}</p>\n\n${body}`,
    ]
  }
}

function withFrontmatter(fields: Readonly<Record<string, string>>, text: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n${text}`
}

/** What `buildReference` made of the comments in the code. */
async function referencePages(): Promise<[string, string][]> {
  const pages = await readPages(join(app, '.reference')).catch(() => [])
  return pages.map(([path, text]) => [
    `en/reference/${path}`,
    `---\noutline: 2\npageClass: reference\n---\n\n${text}`,
  ])
}

async function readPages(folder: string): Promise<[string, string][]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    files
      .filter((file) => file.isFile() && extname(file.name) === '.md')
      .map(async (file): Promise<[string, string]> => {
        const path = join(file.parentPath, file.name)
        return [relative(folder, path), await readFile(path, 'utf8')]
      }),
  )
}

/** Pictures lie beside the pages of both languages. */
async function copyPictures(): Promise<void> {
  for (const target of [content, join(content, 'en')]) {
    await cp(join(repository, 'docs'), target, {
      recursive: true,
      filter: (source) => extname(source) === '' || /\.(svg|png|jpg|webp)$/.test(source),
    })
  }
}

/** What is served as it is: the logo, the picture of the preview, and the preview itself. */
async function copyPublicFiles(): Promise<void> {
  const target = join(content, 'public')
  await cp(join(app, 'public'), target, { recursive: true })
  await cp(join(repository, 'docs/preview.jpg'), join(target, 'preview.jpg'))
  await cp(join(repository, 'apps/preview/dist'), join(target, 'preview-app'), {
    recursive: true,
    filter: (source) => !source.endsWith('.map'),
  })
}
