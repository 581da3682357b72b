import { type BaseComponent, setAttribute } from './base-component.js'

interface InputProperties {
  ariaLabel: string
  value: string
  placeholder: string
  type: string
  disabled: boolean
}

export const input: BaseComponent<InputProperties> = {
  properties: { ariaLabel: String, value: String, placeholder: String, type: String, disabled: Boolean },
  setup(element, instance) {
    const field = element.appendChild(document.createElement('input'))
    field.spellcheck = false
    field.addEventListener('input', (event) => {
      // The browser's own event would reach the page as well.
      event.stopPropagation()
      instance.setData({ value: field.value })
      instance.triggerEvent('input', { value: field.value })
    })
  },
  paint(element, { ariaLabel, value, placeholder, type, disabled }) {
    const field = element.firstElementChild
    if (!(field instanceof HTMLInputElement)) return
    setAttribute(field, 'aria-label', ariaLabel)
    // Setting an equal value would move the caret.
    if (field.value !== value) field.value = value
    field.placeholder = placeholder
    field.disabled = disabled
    field.inputMode = type === 'number' || type === 'digit' ? 'decimal' : 'text'
  },
}
