import type { MarkdownRenderer } from 'vitepress'

const languageLink = /^\[(中文|English)\]\([^)]+\)\s*[.。]?$/

/** The link to the other language at the top of a page: the site has a switch for that. */
export function dropLanguageLink(markdown: MarkdownRenderer): void {
  markdown.core.ruler.after('block', 'language-link', ({ tokens }) => {
    const index = tokens.findIndex(({ type, content }) => type === 'inline' && languageLink.test(content))
    const isAlone =
      tokens[index - 1]?.type === 'paragraph_open' && tokens[index + 1]?.type === 'paragraph_close'
    if (index > 0 && index < 8 && isAlone) tokens.splice(index - 1, 3)
  })
}

/** Code that names its file, as in "```js src/app.js", has the name above it, as in a group. */
export function showFileNames(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules
  if (fence === undefined) throw new Error('no code is shown')
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index]
    const name = /^\w+ ([\w./-]+\.\w+)$/.exec(token?.info ?? '')?.[1]
    if (token === undefined || name === undefined) return fence(tokens, index, ...rest)
    token.info = `${token.info.split(' ')[0]} active`
    return `<div class="vp-code-group"><div class="tabs"><label>${name}</label></div>${fence(tokens, index, ...rest)}</div>`
  }
}

/** Each cell of a table says its column, and stays a cell for who cannot see it: on a phone a row is a block, and cells are lines of it. */
export function labelCells(markdown: MarkdownRenderer): void {
  const roles = { table: 'table', tr: 'row', th: 'columnheader', td: 'cell' } as const
  markdown.core.ruler.push('cell-labels', ({ tokens }) => {
    let columns: string[] = []
    let column = 0
    for (const [index, token] of tokens.entries()) {
      if (token.nesting !== 1 || !Object.hasOwn(roles, token.tag)) continue
      token.attrSet('role', roles[token.tag as keyof typeof roles])
      if (token.tag === 'table') columns = []
      if (token.tag === 'tr') column = 0
      const text = tokens[index + 1]?.children?.map(({ content }) => content).join('') ?? ''
      if (token.tag === 'th') columns.push(text)
      if (token.tag === 'td') token.attrSet('data-column', columns[column++] ?? '')
    }
  })
}

/** What the code block before it said: nothing for a reader. */
export function dropSampleComments(markdown: MarkdownRenderer): void {
  markdown.core.ruler.after('block', 'sample-comments', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type === 'html_block' && /^<!--[\s\S]*-->\s*$/.test(token.content)) token.content = ''
    }
  })
}

/** The anchor that GitHub gives to a heading, so that one link works there and on the site. */
export function headingSlug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}

/**
 * The words of a text for the search. Chinese has no spaces between them: each pair of neighbouring characters counts as one, which finds
 * every part of a word. Sent to the browser as source text, so it may use nothing from outside.
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (const [part] of text.matchAll(/\p{Script=Han}+|[^\s\p{P}\p{S}\p{Script=Han}]+/gu)) {
    const isChinese = /\p{Script=Han}/u.test(part)
    if (!isChinese || part.length === 1) words.push(part.toLowerCase())
    else for (let index = 0; index < part.length - 1; index++) words.push(part.slice(index, index + 2))
    // "http2" finds enableHttp2.
    const humps = isChinese ? [] : part.split(/(?<=[a-z\d])(?=[A-Z])/)
    if (humps.length > 1) words.push(...humps.map((hump) => hump.toLowerCase()))
  }
  return words
}

/** How much a page counts in the search: answers before the reference and the papers of maintainers. Sent to the browser as well. */
export function readersFirst(address: string): number {
  if (/\/(can-i|recipes)\b/.test(address)) return 3
  return /\/(reference|bench)\/|\/(native-apis|simulation|architecture|host-behaviour)\b/.test(address)
    ? 0.2
    : 1
}
