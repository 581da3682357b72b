import { describe, expect, it } from 'vitest'
import { headingSlug, readersFirst, splitWords } from '../src/site/markdown-rules.js'
import { siteLink } from '../src/site/repository-links.js'

describe('a link of a page in the repository', () => {
  const pages = [
    'start.md',
    'en/start.md',
    'architecture.md',
    'en/architecture.md',
    'en/cache.md',
    'cache.md',
  ]
  const from = (source: string, page: string, repositoryAddress?: string) => ({
    source,
    page,
    hasPage: (path: string) => pages.includes(path),
    repositoryAddress,
  })
  const chinese = from('docs/guide/errors.zh-CN.md', 'guide/errors.md')
  const english = from('docs/guide/errors.md', 'en/guide/errors.md')

  it('leads to the page of the same language', () => {
    expect(siteLink('../cache.zh-CN.md#预算', chinese)).toBe('/cache#预算')
    expect(siteLink('../cache.md#the-budget', english)).toBe('/en/cache#the-budget')
  })

  it('stays in the language where there is no translation', () => {
    expect(siteLink('../architecture.md', chinese)).toBe('/architecture')
  })

  it('leads to a heading in the language that has it', () => {
    const untranslated = from('docs/architecture.md', 'architecture.md')
    expect(siteLink('cache.md#the-budget', untranslated)).toBe('/en/cache#the-budget')
    expect(siteLink('cache.md', untranslated)).toBe('/cache')
    expect(siteLink('../architecture.md#decisions', chinese)).toBe('/architecture#decisions')
  })

  it('leads to the other language where the page links to itself in it', () => {
    expect(siteLink('start.md', from('docs/start.zh-CN.md', 'start.md'))).toBe('/en/start')
  })

  it('leaves addresses and anchors alone', () => {
    expect(siteLink('https://example.com/a.md', chinese)).toBe('https://example.com/a.md')
    expect(siteLink('#here', chinese)).toBe('#here')
  })

  it('leads from code to the repository, or nowhere, where that is not public', () => {
    const link = '../../packages/core/src/platform.ts'
    expect(siteLink(link, chinese)).toBeUndefined()
    expect(siteLink(link, { ...english, repositoryAddress: 'https://git.example/miniferry' })).toBe(
      'https://git.example/miniferry/blob/main/packages/core/src/platform.ts',
    )
  })

  it('stays as it is where nothing is there, for the check of the site to find', () => {
    expect(siteLink('../no-such-page.md', chinese)).toBe('../no-such-page.md')
    expect(siteLink('../../packages/none.ts', chinese)).toBe('../../packages/none.ts')
  })
})

it('gives headings the anchors that GitHub gives them', () => {
  expect(headingSlug('`downloader.on` and more!')).toBe('downloaderon-and-more')
  expect(headingSlug('重试：什么时候')).toBe('重试什么时候')
})

it('finds each word that a name is made of', () => {
  expect(splitWords('`enableHttp2`')).toEqual(['enablehttp2', 'enable', 'http2'])
})

it('finds every part of a Chinese word, and words of other languages whole', () => {
  expect(splitWords('断点续传 with Range, 下 it')).toEqual([
    '断点',
    '点续',
    '续传',
    'with',
    'range',
    '下',
    'it',
  ])
})

it('the search puts answers first and the reference last', () => {
  const pages = ['/reference/simulator#bodyreader', '/guide/resume#names', '/en/can-i#can-i', '/native-apis']
  expect(pages.map(readersFirst)).toEqual([0.2, 1, 3, 0.2])
})
