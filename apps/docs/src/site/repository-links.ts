import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import { addressOf, repository } from './page-sources.js'
import type { Language } from './site-pages.js'

interface LinkContext {
  /** The page that the link is on: its file in the repository, and its path in the site's content. */
  readonly source: string
  readonly page: string
  /** Whether the site has a page. */
  hasPage(path: string): boolean
  /** Where the source code can be looked at, if anywhere. */
  readonly repositoryAddress: string | undefined
}

/**
 * What a link of a file in the repository is on the site: another page of it, the place in the repository, or nothing, where
 * that is not public.
 */
export function siteLink(href: string, context: LinkContext): string | undefined {
  if (/^([a-z]+:|#|\/)/i.test(href)) return href
  const [target = '', anchor] = href.split('#')
  const file = posix
    .normalize(posix.join(posix.dirname(context.source), decodeURI(target)))
    .replace(/\/$/, '')
  const address = addressOf(file) ?? addressOf(`${file}/README.md`)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (address !== undefined) {
    // A translation has headings of its own.
    const isTranslated = existsSync(join(repository, file.replace(/(\.zh-CN)?\.md$/, '.zh-CN.md')))
    const own = anchor !== undefined && isTranslated ? address.language : languageOf(context.page)
    const path = inLanguage(address.path, address.language, own, context)
    if (path !== undefined) return path + hash
  }
  // Broken where it stands: it stays, for the check of the site to find it.
  if (!existsSync(join(repository, file))) return href
  if (context.repositoryAddress === undefined) return undefined
  return `${context.repositoryAddress}/blob/main/${file}${hash}`
}

/** A page without a translation of its own is there in both languages: the reader stays in his. */
function inLanguage(
  path: string,
  language: Language,
  own: Language,
  { source, hasPage }: LinkContext,
): string | undefined {
  const isOtherLanguage = addressOf(source)?.path === path && language !== own
  const wanted = language === 'en' && own === 'zh' && !isOtherLanguage ? own : language
  const page = wanted === 'zh' ? `${path}.md` : `en/${path}.md`
  return hasPage(page) ? `/${page.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}` : undefined
}

function languageOf(page: string): Language {
  return page.startsWith('en/') ? 'en' : 'zh'
}

/** Turns the links that work on GitHub into such that work on the site. */
export function useSiteLinks(
  markdown: MarkdownRenderer,
  contextOf: (page: string) => LinkContext | undefined,
): void {
  markdown.core.ruler.push('site-links', (state) => {
    // A title is read for itself, outside of any page.
    const page: string | undefined = state.env.relativePath
    const context = page === undefined ? undefined : contextOf(page)
    if (context === undefined) return
    for (const { children } of state.tokens) {
      const dropped: boolean[] = []
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const link = siteLink(String(token.attrGet('href')), context)
          dropped.push(link === undefined)
          if (link !== undefined) token.attrSet('href', link)
          else hide(token)
        } else if (token.type === 'link_close' && dropped.pop()) hide(token)
      }
    }
  })
}

/** Keeps what the link is around. */
function hide(token: { type: string; content: string }): void {
  token.type = 'text'
  token.content = ''
}
