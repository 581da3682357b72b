/** One start tag of a WXML or AXML file. */
export interface TemplateElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly line: number
}

const startTag = /<([A-Za-z][\w-]*)((?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g
const attribute = /([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g

/** The start tags of a template, outside comments and inline scripts. The compilers judge the syntax; this only lists. */
export function templateElements(source: string): TemplateElement[] {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ')
  const markup = source
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(
      /(<wxs\b[^>]*>)([\s\S]*?)(<\/wxs>)/g,
      (_, open: string, code: string, close: string) => open + blank(code) + close,
    )
  return [...markup.matchAll(startTag)].map(({ 1: tag = '', 2: attributes = '', index }) => ({
    tag,
    attributes: Object.fromEntries(
      [...attributes.matchAll(attribute)].map(([, name = '', double, single]) => [
        name,
        double ?? single ?? '',
      ]),
    ),
    line: markup.slice(0, index).split('\n').length,
  }))
}
