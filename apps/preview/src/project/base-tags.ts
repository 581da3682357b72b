/**
 * The base components that the renderer has. Their tags get a prefix, since the browser would bring its own
 * styles and behaviour to `button` and `input`.
 */
const baseTags = ['view', 'text', 'scroll-view', 'button', 'image', 'input', 'slider', 'switch'] as const

export type BaseTag = (typeof baseTags)[number]

const prefix = 'mp-'

function isBaseTag(tag: string): tag is BaseTag {
  return (baseTags as readonly string[]).includes(tag)
}

/** `view` becomes `mp-view`; other tags stay. */
export function renderedTag(tag: string): string {
  return isBaseTag(tag) || tag === 'page' ? prefix + tag : tag
}
