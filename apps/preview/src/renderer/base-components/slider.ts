import { type BaseComponent, type BaseInstance, setAttribute } from './base-component.js'

interface SliderProperties {
  ariaLabel: string
  min: number
  max: number
  step: number
  value: number
  disabled: boolean
}

export const slider: BaseComponent<SliderProperties> = {
  properties: {
    ariaLabel: String,
    min: Number,
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: Number,
    disabled: Boolean,
  },
  setup(element, instance) {
    const field = element.appendChild(document.createElement('input'))
    field.type = 'range'
    tell(field, instance, 'input', 'changing')
    tell(field, instance, 'change', 'change')
  },
  paint(element, { ariaLabel, min, max, step, value, disabled }) {
    const field = element.firstElementChild
    if (!(field instanceof HTMLInputElement)) return
    setAttribute(field, 'aria-label', ariaLabel)
    // Before the value, which is kept between them.
    Object.assign(field, { min: String(min), max: String(max), step: String(step), disabled })
    if (field.value !== String(value)) field.value = String(value)
    field.style.setProperty('--filled', `${((value - min) / (max - min)) * 100}%`)
  },
}

/** A browser's event, as the one that the hosts have for it. */
function tell(
  field: HTMLInputElement,
  instance: BaseInstance<SliderProperties>,
  from: string,
  to: string,
): void {
  field.addEventListener(from, (event) => {
    // The browser's own event would reach the page as well.
    event.stopPropagation()
    instance.setData({ value: field.valueAsNumber })
    instance.triggerEvent(to, { value: field.valueAsNumber })
  })
}
