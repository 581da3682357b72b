import { mapMarkup } from './map-markup.js'

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
