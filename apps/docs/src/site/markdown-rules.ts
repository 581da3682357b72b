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

/** Code that names its file, as in "```js src/app.js", has the name above it. */
export function showFileNames(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules
  if (fence === undefined) throw new Error('no code is shown')
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index]
    const name = /^\w+ ([\w./-]+\.\w+)$/.exec(token?.info ?? '')?.[1]
    if (token === undefined || name === undefined) return fence(tokens, index, ...rest)
    token.info = token.info.split(' ')[0] ?? ''
    return `<figure class="file"><figcaption>${name}</figcaption>${fence(tokens, index, ...rest)}</figure>`
  }
}

/** What the code block before it said: nothing for a reader. */
export function dropSampleComments(markdown: MarkdownRenderer): void {
  markdown.core.ruler.after('block', 'sample-comments', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type === 'html_block' && /^<!--[\s\S]*-->\s*$/.test(token.content)) token.content = ''
    }
  })
}
