import { localImageUrl } from '../local-image.js'
import { type BaseComponent, setAttribute } from './base-component.js'

interface ImageProperties {
  ariaLabel: string
  src: string
  mode: string
}

const sizes: Readonly<Record<string, string>> = {
  aspectFit: 'contain',
  aspectFill: 'cover',
}

/** What each element shows: a host loads a file again only where `src` is another. */
const shown = new WeakMap<HTMLElement, string>()

export const image: BaseComponent<ImageProperties> = {
  properties: { ariaLabel: String, src: String, mode: String },
  setup(element) {
    element.setAttribute('role', 'img')
  },
  paint(element, { ariaLabel, src, mode }) {
    setAttribute(element, 'aria-label', ariaLabel)
    element.style.backgroundSize = sizes[mode] ?? '100% 100%'
    if (shown.get(element) === src) return
    shown.set(element, src)
    const url = src === '' ? '' : localImageUrl(src)
    element.style.backgroundImage = url === '' ? '' : `url(${JSON.stringify(url)})`
  },
}
