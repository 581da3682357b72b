import { type BaseComponent, setAttribute } from './base-component.js'
import { workWithKeyboard } from './work-with-keyboard.js'

interface ViewProperties {
  ariaLabel: string
  ariaRole: string
}

export const view: BaseComponent<ViewProperties> = {
  properties: { ariaLabel: String, ariaRole: String },
  setup: workWithKeyboard,
  paint(element, { ariaLabel, ariaRole }) {
    setAttribute(element, 'aria-label', ariaLabel)
    setAttribute(element, 'role', ariaRole)
    setAttribute(element, 'tabindex', ariaRole === 'button' ? '0' : '')
  },
}
