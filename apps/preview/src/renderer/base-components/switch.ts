import { type BaseComponent, setAttribute } from './base-component.js'
import { workWithKeyboard } from './work-with-keyboard.js'

interface SwitchProperties {
  ariaLabel: string
  checked: boolean
  disabled: boolean
}

export const switchComponent: BaseComponent<SwitchProperties> = {
  properties: { ariaLabel: String, checked: Boolean, disabled: Boolean },
  setup(element, instance) {
    element.setAttribute('role', 'switch')
    element.tabIndex = 0
    workWithKeyboard(element)
    element.addEventListener('click', () => {
      if (instance.data.disabled) return
      const checked = !instance.data.checked
      instance.setData({ checked })
      instance.triggerEvent('change', { value: checked })
    })
  },
  paint(element, { ariaLabel, checked, disabled }) {
    setAttribute(element, 'aria-label', ariaLabel)
    element.setAttribute('aria-checked', String(checked))
    setAttribute(element, 'disabled', disabled)
  },
}
