import { type BaseComponent, setAttribute } from './base-component.js'
import { workWithKeyboard } from './work-with-keyboard.js'

interface ButtonProperties {
  type: string
  size: string
  disabled: boolean
}

export const button: BaseComponent<ButtonProperties> = {
  properties: { type: String, size: String, disabled: Boolean },
  setup(element) {
    element.setAttribute('role', 'button')
    element.tabIndex = 0
    workWithKeyboard(element)
  },
  paint(element, { type, size, disabled }) {
    setAttribute(element, 'type', type)
    setAttribute(element, 'size', size)
    setAttribute(element, 'disabled', disabled)
  },
}
