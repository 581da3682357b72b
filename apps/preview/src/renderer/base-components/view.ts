import { type BaseComponent, setAttribute } from './base-component.js'

interface ViewProperties {
  ariaLabel: string
}

export const view: BaseComponent<ViewProperties> = {
  properties: { ariaLabel: String },
  paint(element, { ariaLabel }) {
    setAttribute(element, 'aria-label', ariaLabel)
  },
}
