export interface MarkupMapping {
  /** The new name of a tag; also called for closing tags. */
  tag?(name: string): string
  /** The new name of an attribute of `tag`. */
  attribute?(name: string, tag: string): string
}

// A comment, or a tag: slash, name, attributes with their quotes, slash.
const tagPattern = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/g
const attributePattern = /([^\s=/"']+)(\s*=\s*(?:"[^"]*"|'[^']*'))?/g

/** Renames tags and attributes of a template, and leaves texts, expressions and comments alone. */
export function mapMarkup(source: string, mapping: MarkupMapping): string {
  return source.replace(
    tagPattern,
    (whole: string, slash: string, tag: string, attributes: string, end: string) => {
      if (tag === undefined) return whole
      const mapped = attributes.replace(
        attributePattern,
        (_: string, name: string, value = '') => (mapping.attribute?.(name, tag) ?? name) + value,
      )
      return `<${slash}${mapping.tag?.(tag) ?? tag}${mapped}${end}>`
    },
  )
}
