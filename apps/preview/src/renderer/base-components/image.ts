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

export const image: BaseComponent<ImageProperties> = {
  properties: { src: String, mode: String },
  setup(element) {
    element.setAttribute('role', 'img')
  },
  paint(element, { src, mode }) {
    const url = src === '' ? '' : localImageUrl(src)
    element.style.backgroundImage = url === '' ? '' : `url(${JSON.stringify(url)})`
    element.style.backgroundSize = sizes[mode] ?? '100% 100%'
  },
}
