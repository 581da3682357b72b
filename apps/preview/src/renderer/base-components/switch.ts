import { type BaseComponent, setAttribute } from './base-component.js'

interface SwitchProperties {
  checked: boolean
  disabled: boolean
}

export const switchComponent: BaseComponent<SwitchProperties> = {
  properties: { checked: Boolean, disabled: Boolean },
  setup(element, instance) {
    element.setAttribute('role', 'switch')
    element.addEventListener('click', () => {
      if (instance.data.disabled) return
      const checked = !instance.data.checked
      instance.setData({ checked })
      instance.triggerEvent('change', { value: checked })
    })
  },
  paint(element, { checked, disabled }) {
    element.setAttribute('aria-checked', String(checked))
    setAttribute(element, 'disabled', disabled)
  },
}
