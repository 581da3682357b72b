import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DefaultTheme } from 'vitepress'
import { type Language, pageGroups } from './site-pages.js'

/** The sidebar of a language, with the pages that there are. */
export function sidebar(content: string, language: Language): DefaultTheme.SidebarItem[] {
  const prefix = language === 'zh' ? '/' : '/en/'
  return pageGroups
    .map((group) => ({
      text: group[language],
      items: group.pages.flatMap((page) => {
        const file = join(content, language === 'zh' ? '' : 'en', `${page.path}.md`)
        if (!existsSync(file)) return []
        const text = page[language] + noteOf(readFileSync(file, 'utf8'), language)
        return [{ text, link: prefix + page.path.replace(/(^|\/)index$/, '$1') }]
      }),
    }))
    .filter(({ items }) => items.length > 0)
}

function noteOf(page: string, language: Language): string {
  if (!/^onlyIn: /m.test(page.slice(0, 200))) return ''
  return ` <span class="only-in">${language === 'zh' ? '英文' : 'Chinese'}</span>`
}
