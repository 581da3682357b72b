/**
 * Turns Alipay's markup into WeChat's. The expressions are the same language; what differs are the names of
 * directives (`a:if`), events (`onTap`) and the role for screen readers, and the suffix of imported files.
 */
export function axmlToWxml(source: string): string {
  return mapMarkup(source, { attribute: mapAttribute }).replace(
    /(<(?:import|include)\s[^>]*src="[^"]*)\.axml"/g,
    '$1.wxml"',
  )
}

function mapAttribute(name: string): string {
  if (name.startsWith('a:')) return `wx:${name.slice(2)}`
  if (name === 'role') return 'aria-role'
  const event = /^(on|catch)([A-Z]\w*)$/.exec(name)
  if (!event) return name
  const [, kind, eventName = ''] = event
  // `TouchStart` is `touchstart`: the events of WeChat's base components have no capitals.
  return (kind === 'on' ? 'bind' : 'catch') + eventName.toLowerCase()
}

interface MarkupMapping {
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

/**
 * The base components that the renderer has. Their tags get a prefix, since the browser would bring its own
 * styles and behaviour to `button` and `input`.
 */
const baseTags = ['view', 'text', 'button', 'image', 'input', 'slider', 'switch'] as const

export type BaseTag = (typeof baseTags)[number]

const prefix = 'mp-'

function isBaseTag(tag: string): tag is BaseTag {
  return (baseTags as readonly string[]).includes(tag)
}

/** `view` becomes `mp-view`; other tags stay. */
export function renderedTag(tag: string): string {
  return isBaseTag(tag) || tag === 'page' ? prefix + tag : tag
}
