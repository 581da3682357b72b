import type { BaseTag } from '../../project/markup.js'
import { localImageUrl } from '../current-host.js'
import { type BaseComponent, type BaseInstance, baseComponent } from './base-component.js'

const view = baseComponent(
  { ariaLabel: '', ariaRole: '' },
  {
    setup: workWithKeyboard,
    paint(element, { ariaLabel, ariaRole }) {
      setAttributes(element, {
        'aria-label': ariaLabel,
        role: ariaRole,
        tabindex: ariaRole === 'button' ? '0' : '',
      })
    },
  },
)

const button = baseComponent(
  { disabled: false },
  {
    setup(element) {
      element.role = 'button'
      element.tabIndex = 0
      workWithKeyboard(element)
    },
    paint: setAttributes,
  },
)

const imageSizes: Readonly<Record<string, string>> = { aspectFit: 'contain', aspectFill: 'cover' }

/** What each image shows: a host loads a file again only where `src` is another. */
const shown = new WeakMap<HTMLElement, string>()

const image = baseComponent(
  { ariaLabel: '', src: '', mode: '' },
  {
    setup(element) {
      element.role = 'img'
    },
    paint(element, { ariaLabel, src, mode }) {
      setAttributes(element, { 'aria-label': ariaLabel })
      element.style.backgroundSize = imageSizes[mode] ?? '100% 100%'
      if (shown.get(element) === src) return
      shown.set(element, src)
      const url = src === '' ? '' : localImageUrl(src)
      element.style.backgroundImage = url === '' ? '' : `url(${JSON.stringify(url)})`
    },
  },
)

const input = baseComponent(
  { ariaLabel: '', value: '', placeholder: '', type: '' },
  {
    setup(element, instance) {
      const field = element.appendChild(document.createElement('input'))
      field.spellcheck = false
      forward(field, 'input', 'input', instance, () => field.value)
    },
    paint(element, { ariaLabel, value, placeholder, type }) {
      const field = fieldOf(element)
      setAttributes(field, { 'aria-label': ariaLabel })
      // Setting an equal value would move the caret.
      if (field.value !== value) field.value = value
      const inputMode = type === 'number' || type === 'digit' ? 'decimal' : 'text'
      Object.assign(field, { placeholder, inputMode })
    },
  },
)

const slider = baseComponent(
  { ariaLabel: '', min: 0, max: 100, step: 1, value: 0 },
  {
    setup(element, instance) {
      const field = element.appendChild(document.createElement('input'))
      field.type = 'range'
      forward(field, 'input', 'changing', instance, () => field.valueAsNumber)
      forward(field, 'change', 'change', instance, () => field.valueAsNumber)
    },
    paint(element, { ariaLabel, min, max, step, value }) {
      const field = fieldOf(element)
      setAttributes(field, { 'aria-label': ariaLabel })
      // Before the value, which is kept between them.
      Object.assign(field, { min: String(min), max: String(max), step: String(step) })
      if (field.value !== String(value)) field.value = String(value)
      field.style.setProperty('--filled', `${((value - min) / (max - min)) * 100}%`)
    },
  },
)

const switchComponent = baseComponent(
  { ariaLabel: '', checked: false as boolean },
  {
    setup(element, instance) {
      element.role = 'switch'
      element.tabIndex = 0
      workWithKeyboard(element)
      element.addEventListener('click', () => {
        const checked = !instance.data.checked
        instance.setData({ checked })
        instance.triggerEvent('change', { value: checked })
      })
    },
    paint(element, { ariaLabel, checked }) {
      setAttributes(element, { 'aria-label': ariaLabel, 'aria-checked': String(checked) })
    },
  },
)

export const baseComponents: Readonly<Record<BaseTag, BaseComponent>> = {
  view,
  text: baseComponent({}, {}),
  button,
  image,
  input,
  slider,
  switch: switchComponent,
}

/** Sets attributes, or takes them away where the value is empty. */
function setAttributes(element: HTMLElement, values: Readonly<Record<string, string | boolean>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === false || value === '') element.removeAttribute(name)
    else element.setAttribute(name, value === true ? '' : value)
  }
}

function fieldOf(element: HTMLElement): HTMLInputElement {
  return element.firstElementChild as HTMLInputElement
}

/** Turns a browser's event into the one that the hosts have for it. */
function forward<Value>(
  field: HTMLInputElement,
  from: 'input' | 'change',
  to: string,
  instance: BaseInstance<{ value: Value }>,
  read: () => Value,
): void {
  field.addEventListener(from, (event) => {
    // The browser's own event would reach the page as well.
    event.stopPropagation()
    const value = read()
    instance.setData({ value })
    instance.triggerEvent(to, { value })
  })
}

/** A tap by Enter or the space bar, where the element itself has the focus. Phones need none; a browser does. */
function workWithKeyboard(element: HTMLElement): void {
  element.addEventListener('keydown', (event) => {
    if (event.target !== element || element.tabIndex < 0 || !['Enter', ' '].includes(event.key)) return
    event.preventDefault()
    element.click()
  })
}
