import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultTheme, defineConfigWithTheme } from 'vitepress'
import {
  dropLanguageLink,
  dropSampleComments,
  headingSlug,
  labelCells,
  readersFirst,
  showFileNames,
  splitWords,
} from '../src/site/markdown-rules.js'
import { content } from '../src/site/page-sources.js'
import { useSiteLinks } from '../src/site/repository-links.js'
import { sidebar } from '../src/site/site-pages.js'
import { chineseSearch, chineseTheme, englishTheme } from '../src/site/texts.js'

/** Where the site is served, with a slash at both ends: `/` or `/miniferry/`. */
const base = process.env.DOCS_BASE ?? '/'
/** Where the source code can be looked at. Without it such links are plain text. */
const repositoryAddress = process.env.DOCS_REPOSITORY

const hasPage = (page: string) => existsSync(join(content, page))

/** The file of the repository that a page was made of. */
function sourceOf(page: string): string | undefined {
  const file = join(content, page)
  if (!existsSync(file)) return undefined
  return /^source: "(.+)"$/m.exec(readFileSync(file, 'utf8').slice(0, 400))?.[1]
}

export default defineConfigWithTheme<DefaultTheme.Config & { repositoryAddress?: string | undefined }>({
  base,
  srcDir: '.content',
  outDir: 'dist',
  cacheDir: 'node_modules/.vitepress',
  cleanUrls: true,
  lastUpdated: false,
  title: 'Miniferry',
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}logo.svg` }],
    ['meta', { name: 'theme-color', content: '#0b6b64', media: '(prefers-color-scheme: light)' }],
    ['meta', { name: 'theme-color', content: '#0b1413', media: '(prefers-color-scheme: dark)' }],
  ],
  locales: {
    root: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '微信与支付宝小程序的文件下载：同一套接口，断点续传、重试、校验与缓存',
      themeConfig: { ...chineseTheme, sidebar: sidebar(content, 'zh') },
    },
    en: {
      label: 'English',
      lang: 'en',
      description:
        'Downloads in WeChat and Alipay mini-programs: one interface, with resume, retries, integrity and a cache',
      themeConfig: { ...englishTheme, sidebar: sidebar(content, 'en') },
    },
  },
  themeConfig: {
    repositoryAddress,
    ...(repositoryAddress && { socialLinks: [{ icon: 'github', link: repositoryAddress }] }),
    logo: { src: '/logo.svg', alt: '' },
    externalLinkIcon: true,
    search: {
      provider: 'local',
      options: {
        locales: { root: { translations: chineseSearch } },
        // Colours are nothing to be searched for, and take most of the time.
        _render: (source, env, markdown) =>
          markdown.render(source.replaceAll(/^( *```)\w+.*$/gm, '$1txt'), env),
        miniSearch: {
          options: { tokenize: splitWords },
          searchOptions: { combineWith: 'AND', fuzzy: false, boostDocument: readersFirst },
        },
      },
    },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    anchor: { slugify: headingSlug },
    languageAlias: { axml: 'html', wxml: 'html', acss: 'css', wxss: 'css' },
    config: (markdown) => {
      dropLanguageLink(markdown)
      dropSampleComments(markdown)
      showFileNames(markdown)
      labelCells(markdown)
      useSiteLinks(markdown, (page) => {
        const source = sourceOf(page)
        return source === undefined ? undefined : { source, page, hasPage, repositoryAddress }
      })
    },
  },
  vite: {
    build: { chunkSizeWarningLimit: 1500 },
  },
})
