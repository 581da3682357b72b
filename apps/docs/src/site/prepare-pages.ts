import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { addressOf, content, markdownFiles, repository } from './page-sources.js'
import type { Language } from './site-pages.js'

const app = join(repository, 'apps/docs')
const onlyInNotes = { zh: 'This page is in Chinese only, so far.', en: '这一页目前只有英文。' } as const

/** Gathers all pages under the addresses that they have on the site, each in both languages. */
export async function preparePages(): Promise<void> {
  await rm(content, { recursive: true, force: true })
  const pages = new Map<string, string>()
  const place = (path: string, language: Language) => (language === 'zh' ? `${path}.md` : `en/${path}.md`)

  // The files of the repository that are pages as they are.
  for (const file of markdownFiles('packages/simulator/README.md', 'docs/**/*.md')) {
    const address = addressOf(file)
    if (address === undefined) throw new Error(`${file} is no page`)
    const text = await readFile(join(repository, file), 'utf8')
    pages.set(place(address.path, address.language), withFrontmatter({ source: file }, text))
  }
  const reference = await readPages('.reference')
  for (const [path, text] of reference) pages.set(`en/reference/${path}`, referenceFields + text)
  for (const [path, text] of await readPages('pages')) {
    const english = reference.find(([name]) => path === `reference/${name}`)?.[1]
    pages.set(path, english === undefined ? text : referenceFields + chineseReference(path, text, english))
  }

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
      `---\nonlyIn: ${language}\n${fields}---\n\n<p class="info custom-block">${onlyInNotes[language]}</p>\n\n${body}`,
    ]
  }
}

function withFrontmatter(fields: Readonly<Record<string, string>>, text: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n${text}`
}

const referenceFields = '---\noutline: 2\npageClass: reference\n---\n\n'

/** The names in Chinese, a line each, before what the comments in the code say of them. */
function chineseReference(path: string, chinese: string, english: string): string {
  for (const [, name] of english.matchAll(/^## (\w+)/gm))
    if (!chinese.includes(`\`${name}\``)) throw new Error(`${path} does not say what ${name} is`)
  // Anchors of names are of the English part.
  return chinese
    .replace(/^# .*/, '$& {#page}')
    .replace('<!-- reference -->', () => `## 类型与字段（英文）\n\n${english.replace(/^# .*\n\n.*\n/, '')}`)
}

function readPages(folder: string): Promise<[string, string][]> {
  const files = markdownFiles(`apps/docs/${folder}/**/*.md`)
  return Promise.all(
    files.map(async (file) => [
      relative(`apps/docs/${folder}`, file),
      await readFile(join(repository, file), 'utf8'),
    ]),
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
  for (const picture of ['preview.jpg', 'preview.zh-CN.jpg'])
    await cp(join(repository, 'docs', picture), join(target, picture))
  await cp(join(repository, 'apps/preview/dist'), join(target, 'preview-app'), {
    recursive: true,
    filter: (source) => !source.endsWith('.map'),
  })
}
