import { localImageUrl } from '../local-image.js'
import type { BaseComponent } from './base-component.js'

interface ImageProperties {
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
  properties: { src: String, mode: String },
  setup(element) {
    element.setAttribute('role', 'img')
  },
  paint(element, { src, mode }) {
    element.style.backgroundSize = sizes[mode] ?? '100% 100%'
    if (shown.get(element) === src) return
    shown.set(element, src)
    const url = src === '' ? '' : localImageUrl(src)
    element.style.backgroundImage = url === '' ? '' : `url(${JSON.stringify(url)})`
  },
}
