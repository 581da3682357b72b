import { type BaseComponent, setAttribute } from './base-component.js'

interface ScrollViewProperties {
  scrollX: boolean
  scrollY: boolean
}

export const scrollView: BaseComponent<ScrollViewProperties> = {
  properties: { scrollX: Boolean, scrollY: Boolean },
  paint(element, { scrollX, scrollY }) {
    setAttribute(element, 'scroll-x', scrollX)
    setAttribute(element, 'scroll-y', scrollY)
  },
}
